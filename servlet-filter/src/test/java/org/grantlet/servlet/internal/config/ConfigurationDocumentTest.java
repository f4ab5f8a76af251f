package org.grantlet.servlet.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.grantlet.GrantletBuilder;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.provider.HttpOptions;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.junit.jupiter.api.Test;

/** {@code keys.json} and {@code docs/configuration.md} say what the keys are. */
class ConfigurationDocumentTest {
  private static final Path FILE = Path.of("../docs/configuration.md");
  private static final Set<String> TYPES =
      Set.of(
          "string",
          "secret",
          "url",
          "path",
          "boolean",
          "enum",
          "seconds",
          "list",
          "words",
          "class",
          "classes",
          "parameters");

  @Test
  void document_isUpToDate() throws IOException {
    String right = ConfigurationDocument.text();
    if (Boolean.getBoolean("grantlet.write-docs")) {
      Files.writeString(FILE, right);
    }
    assertThat(FILE)
        .as(
            "docs/configuration.md is out of date; write it again with: mvn test -am"
                + " -pl servlet-filter -Dtest=ConfigurationDocumentTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dgrantlet.write-docs=true")
        .hasContent(right);
  }

  @Test
  void everyKey_hasItsText_once() throws IOException {
    assertThat(KeyTexts.keys())
        .extracting(key -> ConfigKey.PREFIX + key.required("name"))
        .containsExactlyInAnyOrderElementsOf(ConfigReader.keys());
  }

  @Test
  void everyText_saysWhatMetadataNeed() throws IOException {
    for (JsonObject key : all()) {
      assertThat(key.required("type")).as(key.required("name")).isIn(TYPES);
      assertThat(key.required("description")).as(key.required("name")).endsWith(".");
      assertThat(key.value("values") instanceof List<?>)
          .as(key.required("name"))
          .isEqualTo(key.required("type").equals("enum"));
      assertThat(key.number("min") != null && key.number("max") != null)
          .as(key.required("name"))
          .isEqualTo(key.required("type").equals("seconds"));
    }
  }

  /** Everything that a key can do, the Java builder can do, too. */
  @Test
  void everyKey_hasAMethodOfABuilder() throws IOException {
    for (JsonObject key : KeyTexts.keys()) {
      String[] method = key.required("java").split("\\.", 2);
      Class<?> type =
          switch (method[0]) {
            case "GrantletBuilder" -> GrantletBuilder.class;
            case "HttpOptions" -> HttpOptions.class;
            default -> HostedAuthFilterBuilder.class;
          };
      assertThat(Arrays.stream(type.getMethods()).map(Method::getName))
          .as(key.required("name"))
          .contains(method[method.length - 1]);
    }
  }

  private static List<JsonObject> all() throws IOException {
    return Stream.concat(KeyTexts.keys().stream(), KeyTexts.settings().stream()).toList();
  }
}
