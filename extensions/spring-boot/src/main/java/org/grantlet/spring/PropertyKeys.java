package org.grantlet.spring;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * Finds the key that a property means. Spring Boot takes {@code baseUrl} and {@code base_url} for
 * {@code base-url}, and numbers the items of lists.
 */
final class PropertyKeys {
  static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("grantlet");
  static final String INTEGRATION = "grantlet.integration.";

  /** Keys that are not Grantlet's, but the starter's. */
  static final String SECURITY = "grantlet.security.enabled";

  private static final int NAME = 2;
  private static final int SETTING = 3;

  private static final Map<ConfigurationPropertyName, ResolvableType> KEYS = new LinkedHashMap<>();

  /** Keys with a name of the application's in them: the types of their last parts. */
  private static final Map<String, Map<ConfigurationPropertyName, ResolvableType>> NAMED =
      new LinkedHashMap<>();

  static {
    collect(ROOT, GrantletProperties.class, KEYS);
  }

  private PropertyKeys() {}

  /**
   * What a property means.
   *
   * @param key in Grantlet's own spelling; as it was written if there is none such
   * @param type of the key; null if it is not known
   * @param part the number in a list or the name in a map, if the property is a part of one
   */
  record Meaning(String key, @Nullable ResolvableType type, @Nullable String part) {}

  /** The keys in Grantlet's spelling with their types, without those of integrations. */
  static Map<String, ResolvableType> keys() {
    Map<String, ResolvableType> keys = new LinkedHashMap<>();
    KEYS.forEach((name, type) -> keys.put(name.toString(), type));
    return keys;
  }

  /** The last parts of keys such as {@code grantlet.integration.<provider>.…}, with their types. */
  static Map<String, ResolvableType> named(String group) {
    Map<String, ResolvableType> settings = new LinkedHashMap<>();
    settings(group).forEach((name, type) -> settings.put(name.getLastElement(Form.DASHED), type));
    return settings;
  }

  private static Map<ConfigurationPropertyName, ResolvableType> settings(String group) {
    return NAMED.getOrDefault(group, Map.of());
  }

  private static void collect(
      ConfigurationPropertyName parent,
      Class<?> type,
      Map<ConfigurationPropertyName, ResolvableType> types) {
    for (RecordComponent component : type.getRecordComponents()) {
      ConfigurationPropertyName name = parent.append(dashed(component.getName()));
      ResolvableType generic = ResolvableType.forType(component.getGenericType());
      Class<?> value = generic.asMap().getGeneric(1).toClass();
      if (component.getType().isRecord()) {
        collect(name, component.getType(), types);
      } else if (value.isRecord()) {
        Map<ConfigurationPropertyName, ResolvableType> parts = new LinkedHashMap<>();
        collect(ROOT, value, parts);
        NAMED.put(component.getName(), parts);
      } else {
        types.put(name, generic);
      }
    }
  }

  /** What a property below {@code grantlet} means. */
  static Meaning of(ConfigurationPropertyName property) {
    ConfigurationPropertyName name = property;
    String part = null;
    while (name.isLastElementIndexed() && name.isNumericIndex(name.getNumberOfElements() - 1)) {
      part = name.getLastElement(Form.UNIFORM);
      name = name.getParent();
    }
    if (name.getNumberOfElements() > SETTING
        && NAMED.containsKey(name.getElement(1, Form.UNIFORM))) {
      return setting(name, part);
    }
    ResolvableType type = KEYS.get(name);
    if (type == null) {
      return new Meaning(written(name), null, part);
    }
    return new Meaning(spelled(KEYS, name), type, part);
  }

  private static Meaning setting(ConfigurationPropertyName name, @Nullable String part) {
    String group = name.getElement(1, Form.UNIFORM);
    String start = ROOT + "." + group + "." + name.getElement(NAME, Form.ORIGINAL) + ".";
    ConfigurationPropertyName setting = ROOT.append(name.getElement(SETTING, Form.UNIFORM));
    ResolvableType type = settings(group).get(setting);
    boolean isDeep = name.getNumberOfElements() > SETTING + 1;
    if (isDeep && (type == null || type.toClass() != Map.class)) {
      return new Meaning(written(name), null, part);
    }
    String member =
        type == null
            ? dashed(name.getElement(SETTING, Form.ORIGINAL))
            : spelled(settings(group), setting).substring(ROOT.toString().length() + 1);
    return new Meaning(start + member, type, isDeep ? written(name.subName(SETTING + 1)) : part);
  }

  private static String spelled(
      Map<ConfigurationPropertyName, ResolvableType> types, ConfigurationPropertyName name) {
    Optional<ConfigurationPropertyName> known =
        types.keySet().stream().filter(name::equals).findFirst();
    return known.orElse(name).toString();
  }

  /** As the application wrote it, so that it finds it again. */
  private static String written(ConfigurationPropertyName name) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < name.getNumberOfElements(); i++) {
      written.append(i == 0 ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
    }
    return written.toString();
  }

  private static String dashed(String camel) {
    return camel
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }
}
