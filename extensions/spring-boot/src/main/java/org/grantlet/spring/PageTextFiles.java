package org.grantlet.spring;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The application's own words on the pages: {@code grantlet_pages_LANGUAGE.properties}. */
final class PageTextFiles {
  /** What ships. */
  private static final List<String> BUILT_IN = List.of("en", "de", "fr", "es", "ja");

  private PageTextFiles() {}

  /** Gives the builder the files on the class path; what is wrong with files. */
  static List<String> read(
      Environment environment, ClassLoader loader, HostedAuthFilterBuilder builder) {
    List<String> languages =
        requireNonNull(
            Binder.get(environment)
                .bind("grantlet.languages", Bindable.listOf(String.class))
                .orElse(BUILT_IN));
    return languages.stream()
        .flatMap(language -> read(language.strip(), loader, builder).stream())
        .toList();
  }

  private static List<String> read(
      String language, ClassLoader loader, HostedAuthFilterBuilder builder) {
    String file = "grantlet_pages_" + language.replace('-', '_') + ".properties";
    URL found = loader.getResource(file);
    if (found == null) {
      return List.of();
    }
    Properties words = new Properties();
    try (InputStream in = found.openStream()) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      return List.of(file + " cannot be read: " + e.getMessage());
    }
    Map<String, String> texts = new TreeMap<>();
    words.stringPropertyNames().forEach(name -> texts.put(name, words.getProperty(name)));
    builder.texts(language, texts);
    return List.of();
  }
}
