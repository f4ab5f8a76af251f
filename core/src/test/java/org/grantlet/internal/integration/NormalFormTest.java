package org.grantlet.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings of one address. */
class NormalFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://APP.example.com/c",
        "HTTPS://app.example.com/c",
        "https://app.example.com./c",
        "https://app.example.com:443/c",
        "https://app.example.com:/c",
        "https://app.example.com/a/../c",
        "https://app.example.com/../c",
        "https://app.example.com/./c",
        "https://app.example.com//c",
        "https://app.example.com/;v=1/c",
        "https://app.example.com/c;v=1",
        "https://app.example.com/c;",
        "https://app.example.com/%2e/c",
        "https://app.example.com/a/%2E%2e/c",
        "https://app.example.com/a/..;/c",
        "https://app.example.com/%2Fc",
        "https://app.example.com/a%2f..%2fc",
        "https://app.example.com/a%5C..%5cc",
        "https://app.example.com/%63",
        "https://app.example.com/c%00",
        "https://app.example.com/c%0d%0a"
      })
  void spelling_isTheSameAddress(String spelling) {
    assertThat(NormalForm.of(spelling)).isEqualTo("https://app.example.com/c");
    assertThat(NormalForm.sameOrigin(spelling, "https://app.example.com/shop")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com/caf\u00E9?x=\u00E9, https://app.example.com/caf%C3%A9?x=%C3%A9",
    "https://app.example.com/cafe\u0301, https://app.example.com/cafe%CC%81",
    "https://app.example.com/caf%c3%a9, https://app.example.com/caf%C3%A9",
    "https://app.example.com/a/c/., https://app.example.com/a/c/",
    "https://app.example.com/a/c/x/.., https://app.example.com/a/c/",
    "https://app.example.com/x%61%7A%41%5A%30%39%2D%2E%5F%7E, https://app.example.com/xazAZ09-._~",
    "https://app.example.com/%60%7b%40%5b%3a, https://app.example.com/%60%7B%40%5B%3A",
    "https://app.example.com:8443/c, https://app.example.com:8443/c",
    "http://[0:0:0:0:0:0:0:1]:80/c, http://[::1]/c"
  })
  void spelling_hasOneNormalForm(String spelling, String normal) {
    assertThat(NormalForm.of(spelling)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "https://app.example.com/",
        "https://app.example.com?x=y",
        "https://app.example.com:8443/connected",
        "https://app.example.com/Connected/",
        "https://app.example.com/a-b_c~d.e/f,g:h@i!j$k&l'm(n)*+=",
        "https://app.example.com/a%20b%25c%3Bd?x=%2e%2f&y=..//;z",
        "http://localhost:8080/..."
      })
  void normalForm_staysAsItIs(String url) {
    assertThat(NormalForm.of(url)).isEqualTo(url);
  }
}
