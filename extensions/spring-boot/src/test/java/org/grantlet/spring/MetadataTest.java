package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.grantlet.internal.json.Json;
import org.grantlet.spring.PropertyKeys.Meaning;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** What an IDE completes is what the configuration reference has, in both directions. */
class MetadataTest {
  private static final Path FILE =
      Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

  /** A heading of a key, and a row of the table of settings. */
  private static final Pattern KEY = Pattern.compile("(?m)^### (grantlet\\.[a-z.-]+)$");

  private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ");

  private static Map<String, Map<String, Object>> properties() throws IOException {
    Map<String, Map<String, Object>> properties = new TreeMap<>();
    Metadata.objects(Json.object(Files.readString(FILE)).get("properties"))
        .forEach(each -> properties.put(String.valueOf(each.get("name")), each));
    return properties;
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    pattern
        .matcher(Files.readString(Path.of("../../docs/configuration.md")))
        .results()
        .map((MatchResult each) -> each.group(1))
        .forEach(found::add);
    return found;
  }

  @Test
  void file_isUpToDate() throws IOException {
    String right = Metadata.text();
    if (Boolean.getBoolean("grantlet.write-docs")) {
      Files.writeString(FILE, right);
    }
    assertThat(FILE)
        .as(
            "the metadata are out of date; write them again with: mvn test -am"
                + " -pl extensions/spring-boot -Dtest=MetadataTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dgrantlet.write-docs=true")
        .hasContent(right);
  }

  @Test
  void keys_areThoseOfTheReference_bothWays() throws IOException {
    Set<String> keys = new TreeSet<>(properties().keySet());
    keys.removeIf(key -> key.startsWith("grantlet.integration") || key.equals("grantlet.webhook"));
    Set<String> documented = found(KEY);
    documented.add(PropertyKeys.SECURITY);
    assertThat(keys).containsExactlyInAnyOrderElementsOf(documented).hasSizeGreaterThan(40);
    assertThat(PropertyKeys.keys().keySet()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void settings_areThoseOfTheReference_ofEachProvider_bothWays() throws IOException {
    Set<String> documented = found(SETTING);
    assertThat(PropertyKeys.named("integration").keySet())
        .containsExactlyInAnyOrderElementsOf(documented);
    Set<String> providers = Metadata.providers();
    assertThat(providers).hasSize(30);
    for (String provider : providers) {
      String start = "grantlet.integration." + provider + ".";
      assertThat(properties().keySet())
          .as(provider)
          .containsAll(documented.stream().map(setting -> start + setting).toList());
    }
    assertThat(properties()).containsKey("grantlet.integration.microsoft.tenant");
  }

  /** The reference has them in a text. */
  @Test
  void webhooks_haveTheMembersOfTheReference() throws IOException {
    assertThat(PropertyKeys.named("webhook")).containsOnlyKeys("url", "secret", "events");
    assertThat(Path.of("../../docs/configuration.md"))
        .content()
        .contains("`grantlet.webhook.NAME.url`, `.secret` and `.events`");
  }

  @Test
  void everyProperty_hasATypeAndADescription() throws IOException {
    properties()
        .forEach(
            (name, property) -> {
              assertThat(String.valueOf(property.get("description")))
                  .as(name)
                  .endsWith(".")
                  .doesNotContain("`", "](");
              assertThat(property.get("type")).as(name).isInstanceOf(String.class);
            });
  }

  /** The reader understands each name of the metadata. */
  @Test
  void everyProperty_isRead_asItIsSpelled() throws IOException {
    properties().keySet().stream()
        .filter(name -> !Set.of("grantlet.integration", "grantlet.webhook").contains(name))
        .forEach(
            name -> {
              Meaning meaning = PropertyKeys.of(ConfigurationPropertyName.of(name));
              assertThat(meaning.key()).isEqualTo(name);
            });
  }

  @Test
  void providers_andValues_areHinted() throws IOException {
    Map<String, Map<String, Object>> hints = new TreeMap<>();
    Metadata.objects(Json.object(Files.readString(FILE)).get("hints"))
        .forEach(each -> hints.put(String.valueOf(each.get("name")), each));
    assertThat(Metadata.objects(hints.get("grantlet.integration.keys").get("values")))
        .extracting(each -> each.get("value"))
        .containsExactlyElementsOf(Metadata.providers());
    assertThat(hints)
        .containsKeys(
            "grantlet.api",
            "grantlet.login-confirmation",
            "grantlet.integration.google.response-mode",
            "grantlet.integration.google.scope",
            "grantlet.request-owner");
    assertThat(hints.get("grantlet.listeners").get("providers"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name",
                    "class-reference",
                    "parameters",
                    Map.of("target", "org.grantlet.GrantListener"))));
  }
}
