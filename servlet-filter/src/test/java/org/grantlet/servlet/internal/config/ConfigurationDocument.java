package org.grantlet.servlet.internal.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.grantlet.internal.json.JsonObject;

/** Writes {@code docs/configuration.md} from {@code keys.json}. */
final class ConfigurationDocument {
  private final StringBuilder page = new StringBuilder();
  private final String intro;

  private ConfigurationDocument(String intro) {
    this.intro = intro;
  }

  static String text() throws IOException {
    ConfigurationDocument document =
        new ConfigurationDocument(KeyTexts.resource("configuration-intro.md"));
    document.page.append(document.intro, 0, document.intro.indexOf("\n<!-- integrations -->"));
    document.index(KeyTexts.groups());
    for (JsonObject group : KeyTexts.groups()) {
      document.group(group);
    }
    return document.page.toString();
  }

  private void index(List<JsonObject> groups) {
    page.append("\n## All keys\n\n| task | keys |\n|---|---|\n");
    for (JsonObject group : groups) {
      page.append("| ").append(link(group.string("title"))).append(" | ");
      if ("integrations".equals(group.string("text"))) {
        page.append("`grantlet.integration.PROVIDER.SETTING` · ");
      }
      if ("webhooks".equals(group.string("text"))) {
        page.append("`grantlet.webhook.NAME.url`, `.secret`, `.events` · ");
      }
      page.append(
              KeyTexts.objects(group.value("keys")).stream()
                  .map(key -> "[`" + key.string("name") + "`](#" + anchor(property(key)) + ")")
                  .collect(Collectors.joining(" · ")))
          .append(" |\n");
    }
  }

  private void group(JsonObject group) throws IOException {
    page.append("\n## ").append(group.string("title")).append('\n');
    if (group.string("text") != null) {
      page.append('\n').append(part(group.string("text")));
    }
    if ("integrations".equals(group.string("text"))) {
      page.append("\n| setting | meaning | values | default |\n|---|---|---|---|\n");
      for (JsonObject setting : KeyTexts.settings()) {
        row(setting);
      }
    }
    KeyTexts.objects(group.value("keys")).forEach(this::key);
  }

  private String part(String name) {
    String marker = "<!-- " + name + " -->\n";
    int start = intro.indexOf(marker) + marker.length();
    int end = intro.indexOf("\n<!-- ", start);
    return intro.substring(start, end < 0 ? intro.length() : end);
  }

  private void row(JsonObject setting) {
    String values = String.valueOf(values(setting));
    String example = setting.string("example");
    page.append("| `").append(setting.string("name")).append("` | ");
    page.append(setting.string("description")).append(" | ");
    page.append(values.equals("null") ? "" : values);
    page.append(example == null ? "" : (values.equals("null") ? "" : "; ") + "such as ");
    page.append(example == null ? "" : "`" + example + "`").append(" | ");
    page.append(String.valueOf(defaultOf(setting)).replace("null", "")).append(" |\n");
  }

  private void key(JsonObject key) {
    page.append("\n### ").append(property(key)).append("\n\n");
    page.append(key.string("description")).append("\n\n");
    List<String> facts = new ArrayList<>();
    if (values(key) != null) {
      facts.add("values: " + values(key));
    }
    if (key.value("required") != null) {
      facts.add(key.value("required") instanceof String when ? "required " + when : "required");
    } else {
      facts.add("default: " + (defaultOf(key) == null ? "none" : defaultOf(key)));
    }
    facts.add("environment: `" + ConfigKey.environment(property(key)) + "`");
    facts.add("Java: `" + key.string("java") + "`");
    if (key.string("example") != null) {
      facts.add("example: `" + property(key) + " = " + key.string("example") + "`");
    }
    facts.forEach(fact -> page.append("- ").append(fact).append('\n'));
  }

  private static String values(JsonObject key) {
    if (key.value("values") instanceof List<?> list) {
      return list.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }
    if (key.value("values") instanceof String text) {
      return text;
    }
    return switch (key.string("type")) {
      case "boolean" -> "`true`, `false`";
      case "seconds" -> key.number("min") + " to " + key.number("max") + " seconds";
      default -> null;
    };
  }

  private static String defaultOf(JsonObject key) {
    String value = key.string("default");
    return value == null || value.indexOf(' ') >= 0 ? value : "`" + value + "`";
  }

  private static String property(JsonObject key) {
    return ConfigKey.PREFIX + key.string("name");
  }

  private static String link(String title) {
    return "[" + title + "](#" + anchor(title) + ")";
  }

  /** As GitHub makes them of headings. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
