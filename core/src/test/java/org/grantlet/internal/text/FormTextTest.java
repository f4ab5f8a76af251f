package org.grantlet.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and forms, as other implementations write and read them. */
class FormTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain-_.*09azAZ",
        "two words",
        "a+b",
        "a&b=c",
        "%",
        "%41",
        "/?#[]@!$'()~",
        "\u0000\r\n",
        "h\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "lone \ud83d",
        "\ude00 lone",
        "\u007f\uffff"
      })
  void text_isEncodedAsByTheJdk_andReadAgain(String text) {
    StringBuilder form = new StringBuilder();
    FormText.encode(form, text);
    assertThat(form).hasToString(URLEncoder.encode(text, StandardCharsets.UTF_8));
    byte[] wellFormed = text.getBytes(StandardCharsets.UTF_8);
    assertThat(FormText.parse("name=" + form))
        .isEqualTo(Map.of("name", List.of(new String(wellFormed, StandardCharsets.UTF_8))));
    assertThat(FormText.parse(form + "=value").keySet())
        .containsExactly(new String(wellFormed, StandardCharsets.UTF_8));
  }

  @Test
  void parameters_comeInTheirOrder_afterWhatIsThere() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("b", "1 2");
    parameters.put("a", "");
    assertThat(FormText.of(parameters)).isEqualTo("b=1+2&a=");
    assertThat(FormText.of(Map.of())).isEmpty();
    assertThat(added("https://a.example/?")).isEqualTo("https://a.example/?b=1+2");
    assertThat(added("https://a.example/?x=y")).isEqualTo("https://a.example/?x=y&b=1+2");
    assertThat(added("https://a.example/?x=y&")).isEqualTo("https://a.example/?x=y&b=1+2");
  }

  private static String added(String before) {
    StringBuilder form = new StringBuilder(before);
    FormText.add(form, "b", "1 2");
    return form.toString();
  }

  @Test
  void query_withOddities_hasAllThatCanBeRead() {
    assertThat(FormText.parse("")).isEmpty();
    assertThat(FormText.parse("&&")).isEmpty();
    assertThat(FormText.parse("&a=1&&b&=c&a=2&d=e=f&a=1&"))
        .isEqualTo(
            Map.of(
                "a", List.of("1", "2", "1"),
                "b", List.of(""),
                "", List.of("c"),
                "d", List.of("e=f")));
    assertThat(FormText.parse("a=%&b=%4&%zz=c&d=%C3%28&e=1"))
        .isEqualTo(Map.of("d", List.of("\ufffd("), "e", List.of("1")));
  }
}
