package org.grantlet.servlet.internal.config;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.grantlet.ConfigurationException;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;

/** Reads keys, and starts and stops with them. */
final class Reading {
  static final String GOOGLE = "grantlet.integration.google.";

  private Reading() {}

  /** Keys that are right, to change. */
  static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("grantlet.base-url", "https://app.example.com");
    keys.put("grantlet.client-id", "app");
    keys.put("grantlet.client-secret", "secret-of-the-app");
    keys.put(GOOGLE + "client-id", "google-client");
    keys.put(GOOGLE + "client-secret", "google-secret");
    keys.put(GOOGLE + "redirect-uris", "/connected");
    return keys;
  }

  /**
   * Starts and stops.
   *
   * @throws ConfigurationException if something is wrong
   */
  static void start(Map<String, String> keys, ClassLoader loader, Consumer<GrantletBuilder> code) {
    FilterOptions options =
        ConfigReader.read(
            keys,
            List.of(),
            name -> name.equals("QUOTED") ? "\"topsecret\"" : null,
            loader,
            new PageSources("Acme", null, Map.of(), language -> Map.of()),
            Clock.systemUTC(),
            code);
    try (Grantlet grantlet = options.core().build()) {
      grantlet.integrations().list();
    }
  }

  /** What is wrong. */
  static List<String> problems(Map<String, String> keys, Consumer<GrantletBuilder> code) {
    try {
      start(keys, Reading.class.getClassLoader(), code);
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }
}
