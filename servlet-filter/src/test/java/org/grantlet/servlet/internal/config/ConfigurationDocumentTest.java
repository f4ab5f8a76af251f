package org.grantlet.servlet.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.GrantletBuilder;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.provider.HttpOptions;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.junit.jupiter.api.Test;

/** {@code keys.json} and {@code docs/configuration.md} say what the keys are. */
class ConfigurationDocumentTest {
  private static final Path FILE = Path.of("../docs/configuration.md");

  /** Examples with files, classes, secrets and databases that are not here. */
  private static final Pattern NOT_HERE =
      Pattern.compile("[$]\\{|/etc/|com\\.example|classpath:|^store$");

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

  /** The values and bounds of the document are those of the product. */
  @Test
  void everyValue_isTaken_ifTheTextNamesIt_andNoOther() throws IOException {
    for (JsonObject key : all()) {
      String property = property(key);
      switch (key.required("type")) {
        case "enum" -> {
          List<?> values = (List<?>) key.value("values");
          values.forEach(value -> assertThat(problems(property, value)).isEmpty());
          assertThat(problems(property, "other")).contains("be ", String.valueOf(values.get(0)));
        }
        case "boolean" -> {
          assertThat(problems(property, "true")).isEmpty();
          assertThat(problems(property, "false")).isEmpty();
          assertThat(problems(property, "yes")).contains("must be true or false, not 'yes'");
        }
        case "seconds" -> {
          long min = key.number("min");
          long max = key.number("max");
          assertThat(problems(property, min)).isEmpty();
          assertThat(problems(property, max)).isEmpty();
          assertThat(problems(property, min - 1)).contains("between " + min + " and " + max);
          assertThat(problems(property, max + 1)).contains("between " + min + " and " + max);
          assertThat(problems(property, "1h")).contains("must be a number of seconds, not '1h'");
        }
        default -> {}
      }
    }
  }

  @Test
  void everyExample_isRight() throws IOException {
    int tried = 0;
    for (JsonObject key : all()) {
      String example = key.string("example");
      if (example != null && !NOT_HERE.matcher(example).find()) {
        assertThat(problems(property(key), example)).isEmpty();
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(10);
  }

  private static String property(JsonObject key) throws IOException {
    String name = key.required("name");
    boolean setting = key.value("java") == null;
    return setting ? Reading.GOOGLE + name : ConfigKey.PREFIX + name;
  }

  private static String problems(String property, Object value) {
    Map<String, String> keys = Reading.keys();
    keys.put("grantlet.custom-providers", "true");
    keys.put(property, String.valueOf(value));
    return String.join("\n", Reading.problems(keys, core -> {}));
  }

  private static List<JsonObject> all() throws IOException {
    return Stream.concat(KeyTexts.keys().stream(), KeyTexts.settings().stream()).toList();
  }
}
