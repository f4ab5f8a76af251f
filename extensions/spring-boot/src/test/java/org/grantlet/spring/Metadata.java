package org.grantlet.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.grantlet.internal.json.Json;
import org.grantlet.provider.ProviderCatalog;
import org.springframework.core.ResolvableType;

/**
 * Spring Boot's metadata of all keys, from the texts of the configuration reference, the types of
 * {@link GrantletProperties} and the entries of the catalog.
 */
final class Metadata {
  static final Path KEYS =
      Path.of("../../servlet-filter/src/test/resources/org/grantlet/servlet/internal/config")
          .resolve("keys.json");
  private static final Path CATALOG =
      Path.of("../../core/src/main/resources/org/grantlet/internal/catalog");

  private static final Map<String, Object> SECURITY =
      Map.of(
          "name", "security.enabled",
          "default", "true",
          "description",
              "Whether Spring Security, when it is there, gets a filter chain for exactly the"
                  + " paths that Grantlet serves. Only Spring Boot's starter knows this key.");

  private final List<Map<String, Object>> properties = new ArrayList<>();
  private final List<Map<String, Object>> hints = new ArrayList<>();
  private final Map<String, Object> texts;

  private Metadata() throws IOException {
    texts = Json.object(Files.readString(KEYS));
  }

  /** The file. */
  static String text() throws IOException {
    Metadata metadata = new Metadata();
    for (Map<String, Object> group : objects(metadata.texts.get("groups"))) {
      objects(group.get("keys"))
          .forEach(key -> metadata.key("grantlet.", key, metadata.keyType(key)));
    }
    metadata.key("grantlet.", SECURITY, "java.lang.Boolean");
    metadata.named(
        "webhook",
        "Webhooks that events are sent to, by names of your choice: the url, the secret that signs,"
            + " and the events, all of grants if none is named. They need a database.");
    SortedSet<String> providers = ProviderCatalog.builtIn().names();
    metadata.integration(providers);
    for (String provider : providers) {
      metadata.provider(provider);
    }
    return metadata.written();
  }

  static SortedSet<String> providers() {
    return ProviderCatalog.builtIn().names();
  }

  static List<Map<String, Object>> objects(Object list) {
    return ((List<?>) list).stream().map(Json::asObject).toList();
  }

  private String keyType(Map<String, Object> key) {
    return name(PropertyKeys.keys().get("grantlet." + key.get("name")), key);
  }

  private static String name(ResolvableType type, Map<String, Object> key) {
    if (type == null) {
      throw new AssertionError("GrantletProperties has no component for " + key.get("name"));
    }
    return type.getType().getTypeName();
  }

  private void key(String start, Map<String, Object> key, String type) {
    Map<String, Object> property = new LinkedHashMap<>();
    String name = start + key.get("name");
    property.put("name", name);
    property.put("type", type);
    property.put("description", description(key, type));
    Object standard = standard(key, type);
    if (standard != null) {
      property.put("defaultValue", standard);
    }
    properties.add(property);
    hint(name, key, type);
  }

  private static String description(Map<String, Object> key, String type) {
    StringBuilder text = new StringBuilder(String.valueOf(key.get("description")));
    if (key.get("values") instanceof String values && !type.startsWith("java.util.")) {
      text.append(" Values: ").append(values).append('.');
    }
    if (key.get("min") != null) {
      text.append(" From ").append(key.get("min")).append(" to ").append(key.get("max"));
      text.append(" seconds; a unit may follow, as in 30m.");
    }
    if (key.get("default") instanceof String standard && standard(key, type) == null) {
      text.append(" Default: ").append(standard).append('.');
    }
    return text.toString().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
  }

  /** The default as a value of the type; null if only words say it. */
  private static Object standard(Map<String, Object> key, String type) {
    if (!(key.get("default") instanceof String text)) {
      return null;
    }
    if (type.equals("java.lang.Boolean")) {
      return Boolean.valueOf(text);
    }
    if (type.equals("java.time.Duration")) {
      return text.matches("[0-9]+") ? text + "s" : null;
    }
    if (type.startsWith("java.util.List")) {
      return text.contains(" ") ? null : List.of(text.split(",", -1));
    }
    boolean isValue =
        key.get("values") instanceof List<?> || text.matches("/connect|memory|caffeine");
    return isValue && !text.contains(" ") ? text : null;
  }

  private void hint(String name, Map<String, Object> key, String type) {
    if (key.get("values") instanceof List<?> values) {
      hints.add(ordered("name", name, "values", values(values)));
    } else if (type.contains("java.lang.Class")) {
      Object target = Map.of("target", type.replaceAll(".*extends ([^>]*)>.*", "$1"));
      Object provider = ordered("name", "class-reference", "parameters", target);
      hints.add(ordered("name", name, "providers", List.of(provider)));
    }
  }

  private static List<?> values(List<?> values) {
    return values.stream().map(each -> Map.of("value", each)).toList();
  }

  /** Keys with a name of the application's in them. */
  private void named(String group, String description) {
    String type = Character.toUpperCase(group.charAt(0)) + group.substring(1);
    properties.add(
        ordered(
            "name",
            "grantlet." + group,
            "type",
            "java.util.Map<java.lang.String,org.grantlet.spring.GrantletProperties$" + type + ">",
            "description",
            description));
  }

  private void integration(SortedSet<String> providers) throws IOException {
    named(
        "integration",
        "The providers that the application uses, by their names in the catalog. Providers outside"
            + " of it need grantlet.custom-providers=true.");
    List<Object> names = new ArrayList<>();
    for (String provider : providers) {
      names.add(ordered("value", provider, "description", entry(provider).get("name") + "."));
    }
    hints.add(
        ordered(
            "name",
            "grantlet.integration.keys",
            "values",
            names,
            "providers",
            List.of(Map.of("name", "any"))));
  }

  private static Map<String, Object> entry(String provider) throws IOException {
    return Json.object(Files.readString(CATALOG.resolve(provider + ".json")));
  }

  private void provider(String provider) throws IOException {
    Map<String, Object> entry = entry(provider);
    String start = "grantlet.integration." + provider + ".";
    for (Map<String, Object> setting : objects(texts.get("settings"))) {
      String name = String.valueOf(setting.get("name"));
      key(start, setting, name(PropertyKeys.named("integration").get(name), setting));
    }
    for (Map<String, Object> input : objects(entry.getOrDefault("inputs", List.of()))) {
      Map<String, Object> own = new LinkedHashMap<>(input);
      own.put("name", String.valueOf(input.get("name")).replace('_', '-'));
      own.put(
          "description",
          entry.get("name")
              + ": "
              + input.getOrDefault("about", input.get("name"))
              + ", such as "
              + input.get("example")
              + ".");
      key(start, own, "java.lang.String");
    }
    Object scopes = entry.get("scope_example");
    if (scopes instanceof List<?> list && !list.isEmpty()) {
      hints.add(
          ordered(
              "name", start + "scope",
              "values", values(list),
              "providers", List.of(Map.of("name", "any"))));
    }
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  private String written() {
    return "{\n"
        + "\"groups\": [\n"
        + Json.text(ordered("name", "grantlet", "type", "org.grantlet.spring.GrantletProperties"))
        + "\n],\n\"properties\": [\n"
        + lines(properties)
        + "\n],\n\"hints\": [\n"
        + lines(hints)
        + "\n]\n}\n";
  }

  private static String lines(List<Map<String, Object>> objects) {
    return objects.stream().map(Json::text).collect(Collectors.joining(",\n"));
  }
}
