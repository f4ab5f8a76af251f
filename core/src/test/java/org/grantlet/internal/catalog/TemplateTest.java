package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.grantlet.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates and paths: what entries are made of. */
class TemplateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example/", "a@evil.example", "a:1", "a?b", "a#b", "..", "a%2Fb", "{b}"})
  void url_keepsItsPlaceWhateverFillsIt(String value) {
    Template template = Template.url("https://id.example.com/{tenant}/token");
    assertThat(template.uri(variable -> value))
        .satisfies(uri -> assertThat(uri.getRawAuthority()).isEqualTo("id.example.com"))
        .satisfies(uri -> assertThat(uri.getRawPath().split("/", -1)).hasSize(3))
        .satisfies(uri -> assertThat(uri.getRawQuery()).isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "user.id, 7",
    "emails[primary=true].value, ada@example.com",
    "emails[0].value, old@example.com",
    "emails[primary=maybe].value, ",
    "user.name.first, ",
    "user, ",
    "nothing.here, "
  })
  void path_findsTextsAndNumbers(String path, String found) {
    Object json =
        Json.tree(
            """
            {"user": {"id": 7, "name": "Ada"}, "emails": [
              {"value": "old@example.com", "primary": false},
              {"value": "ada@example.com", "primary": true}]}
            """);
    assertThat(JsonPath.of(path).text(json)).isEqualTo(found);
  }

  @Test
  void path_ofAnArray_beginsWithABracket() {
    assertThat(
            JsonPath.of("[a=1].b").text(Json.tree("[{\"a\": 0, \"b\": 1}, {\"a\": 1, \"b\": 2}]")))
        .isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "a b", "a[", "a[x]", "$"})
  void path_thatIsNone_isRefused(String path) {
    assertThatThrownBy(() -> JsonPath.of(path)).isInstanceOf(IllegalArgumentException.class);
  }
}
