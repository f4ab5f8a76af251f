package org.grantlet.servlet.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.GrantletBuilder;
import org.grantlet.Secret;
import org.grantlet.internal.text.NearName;
import org.jspecify.annotations.Nullable;

/** Collects {@code grantlet.webhook.<name>.<member>} keys, webhook by webhook. */
final class WebhookKeys {
  /** The last parts of the keys. */
  static final List<String> MEMBERS = List.of("url", "secret", "events");

  private static final Pattern KEY =
      Pattern.compile(
          Pattern.quote(ConfigKey.WEBHOOK)
              + "([a-z0-9][a-z0-9_-]{0,63})\\.("
              + String.join("|", MEMBERS)
              + ")");

  private final List<String> problems;
  private final Map<String, Map<String, String>> webhooks = new LinkedHashMap<>();

  WebhookKeys(List<String> problems) {
    this.problems = problems;
  }

  void add(String property, String value) {
    Matcher matcher = KEY.matcher(property);
    if (matcher.matches()) {
      webhooks
          .computeIfAbsent(matcher.group(1), name -> new LinkedHashMap<>())
          .put(matcher.group(2), value);
      return;
    }
    String meant = meant(property);
    problems.add(
        property
            + " is not of the form grantlet.webhook.<name>.url, .secret or .events"
            + (meant == null ? "" : "; did you mean " + meant + "?"));
    if (meant != null) {
      add(meant, value); // so that nothing is called missing that is there
    }
  }

  /** The key in the right letters, if that gives one. */
  private static @Nullable String meant(String property) {
    int dot = property.lastIndexOf('.');
    if (dot <= ConfigKey.WEBHOOK.length()) {
      return null;
    }
    String member = NearName.of(property.substring(dot + 1), MEMBERS);
    String meant = property.substring(0, dot).toLowerCase(Locale.ROOT) + "." + member;
    return member != null && KEY.matcher(meant).matches() ? meant : null;
  }

  void apply(GrantletBuilder core) {
    webhooks.forEach(
        (name, members) ->
            core.webhook(
                name,
                members.getOrDefault("url", ""),
                Secret.of(members.getOrDefault("secret", "")),
                FilterOptions.list(members.getOrDefault("events", "")).toArray(String[]::new)));
  }

  /** All names that other keys have. */
  static List<String> names(Map<String, String> keys) {
    List<String> names = new ArrayList<>();
    for (String key : keys.keySet()) {
      Matcher matcher = KEY.matcher(key);
      if (matcher.matches()) {
        names.add(matcher.group(1));
      }
    }
    return names.stream().distinct().toList();
  }
}
