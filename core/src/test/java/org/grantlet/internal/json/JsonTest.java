package org.grantlet.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Read by another library than the one that reads ours. */
  @Test
  void text_isReadByOthersAsItWas() throws ParseException {
    Map<String, Object> object = new LinkedHashMap<>();
    for (char c = 1; c < 0x3000; c++) {
      object.put("of " + c, c + " </script> \uD83D\uDE00 " + c);
    }
    object.put("numbers", List.of(0L, -17L, Long.MAX_VALUE, 0.5, 1.0e300, -2.5e-7));
    object.put("nothing", null);
    object.put("nested", Map.of("", List.of(true, Map.of(), List.of(), false)));

    assertThat(JSONObjectUtils.parse(Json.text(object))).isEqualTo(object);
  }

  @Test
  void text_isSafeInAScript() {
    assertThat(Json.text(Map.of("a/b", "</x><!--\u2028\u2029\u0085")))
        .isEqualTo("{\"a/b\":\"\\u003c/x>\\u003c!--\\u2028\\u2029\\u0085\"}");
  }

  @Test
  void text_ofASet_isAnArray() {
    assertThat(Json.text(Map.of("a", Set.of(1)))).isEqualTo("{\"a\":[1]}");
  }

  @Test
  void text_ofBigNumbers_isExact() {
    BigDecimal tiny = new BigDecimal("1.10E-400");

    assertThat(Json.text(Map.of("n", tiny))).isEqualTo("{\"n\":1.10E-400}");
  }

  @Test
  void text_ofWhatIsNotJson_isRefused() {
    for (Object value :
        List.of(Double.NaN, Float.NEGATIVE_INFINITY, Instant.EPOCH, Thread.State.NEW)) {
      assertThatThrownBy(() -> Json.text(Map.of("a", List.of(value))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not JSON: a java.");
    }
  }
}
