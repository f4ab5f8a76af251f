package org.grantlet.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void members_keepTheirOrder() {
    String text = "{\"zeta\":1,\"alpha\":{\"y\":[{\"q\":1,\"b\":null}],\"x\":2},\"mid\":3}";

    assertThat(Json.text(Json.object(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "5",
        "null",
        "{\"a\":1}x",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"x\ty\"}",
        "{\"a\":/**/1}",
        "\uFEFF{\"a\":1}"
      })
  void whatIsNotOneObject_isRefused(String text) {
    assertThatThrownBy(() -> Json.object(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
