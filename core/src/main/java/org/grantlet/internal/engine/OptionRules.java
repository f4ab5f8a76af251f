package org.grantlet.internal.engine;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.grantlet.GrantListener;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.integration.NormalForm;
import org.grantlet.internal.json.Limits;

/** What the options of a {@code GrantletBuilder} must be, integrations aside. */
final class OptionRules {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+)+");

  /** With its prefix it fits into the column of a store. */
  private static final int LISTENER_NAME = 180;

  private OptionRules() {}

  /** All that is wrong. */
  static List<String> problems(EngineOptions options) {
    List<String> problems = new ArrayList<>();
    baseUrl(problems, options);
    if (!PATH.matcher(options.path).matches()) {
      problems.add(
          "grantlet.path must be a path such as /connect, of letters, digits, '-' and '_':"
              + " '"
              + options.path
              + "'");
    }
    between(problems, "grantlet.max-login-url-ttl", options.maxLoginUrlTtl, 60, 315_360_000);
    between(problems, "grantlet.provider-timeout", options.providerTimeout, 1, 120);
    between(problems, "grantlet.clock-skew", options.clockSkew, 0, 300);
    between(problems, "grantlet.token-staleness", options.tokenStaleness, 0, 60);
    between(problems, "grantlet.refresh-alarm", options.refreshAlarm, 0, 2_592_000);
    between(problems, "grantlet.event-retention", options.eventRetention, 3_600, 31_536_000);
    listeners(problems, options);
    if (!options.backgroundRefresh().isZero()) {
      between(problems, "grantlet.background-refresh", options.backgroundRefresh(), 60, 2_592_000);
    }
    try {
      options.encryptionKeys();
    } catch (IllegalArgumentException e) {
      problems.add("grantlet.encryption-key " + e.getMessage());
    }
    if ((options.stores != null || options.sharedOneTimeStore) && options.encryptionKey == null) {
      problems.add(
          "grantlet.encryption-key is missing: a durable store needs one. Here is a new one, keep"
              + " it secret and safe: "
              + EncryptionKey.random().encoded());
    }
    problems.addAll(options.http.problems());
    catalog(problems, options);
    return problems;
  }

  /** Where events are kept, what a listener has heard is kept under its name. */
  private static void listeners(List<String> problems, EngineOptions options) {
    if (options.stores == null || options.listenersAtMostOnce) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (GrantListener listener : options.listeners) {
      String name = Objects.requireNonNullElse(listener.name(), "");
      if (Limits.text(name, 1, LISTENER_NAME) != null) {
        problems.add(
            "the listener %s has a name() that cannot be used: it must be of 1 to %s characters"
                    .formatted(listener.getClass().getName(), LISTENER_NAME)
                + " without control characters");
      } else if (!names.add(name)) {
        problems.add(
            "two listeners have the name %s, under which the store keeps what they have still to"
                    .formatted(name)
                + " hear: override name() in their class, so that each has its own");
      }
    }
  }

  private static void baseUrl(List<String> problems, EngineOptions options) {
    String url = options.baseUrl;
    if (url.isEmpty()) {
      problems.add(
          "grantlet.base-url is missing: the public origin (and context path) of the"
              + " application, such as https://app.example.com");
      return;
    }
    String problem = options.policy().problem(url);
    if (problem != null
        && !url.contains("://")
        && options.policy().problem("https://" + url) == null) {
      problem += ", such as https://" + url;
    }
    if (problem == null && URI.create(url).getRawQuery() != null) {
      problem = "must have no query";
    }
    if (problem == null && !NormalForm.of(url).equals(url)) {
      problem = "must be in normal form, " + NormalForm.of(url);
    }
    if (problem != null) {
      problems.add("grantlet.base-url " + problem + ": '" + url + "'");
    }
  }

  /** What only a deployment can say of entries that it added: the jar's own are tested. */
  private static void catalog(List<String> problems, EngineOptions options) {
    Set<String> hooks = options.hooks.keySet();
    for (ProviderDefinition entry : ProviderDefinitions.with(options.catalog.added()).added()) {
      String file = entry.provider() + ".json: ";
      entry
          .exampleUrls()
          .forEach(
              (member, url) -> {
                String problem = options.policy().problem(url);
                if (problem != null) {
                  problems.add(file + member + " " + problem + ": '" + url + "'");
                }
              });
      if (entry.hook() != null && !hooks.contains(entry.hook())) {
        problems.add(file + "hook must be one of " + hooks + ", not '" + entry.hook() + "'");
      }
    }
  }

  private static void between(
      List<String> problems, String key, Duration value, long min, long max) {
    if (value.toSeconds() < min || value.toSeconds() > max) {
      problems.add(
          key + " must be between " + min + " and " + max + " seconds, not " + value.toSeconds());
    }
  }
}
