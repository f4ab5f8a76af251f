package org.grantlet.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of 1 MiB that cost as much as their sender can make them cost. */
class WorstDocumentsTest {
  private static final int MEGABYTE = 1 << 20;

  /**
   * Of the processor, which other work on the machine does not count into. The worst takes less
   * than a second; a million digits once took fifteen.
   */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("digits", "{\"a\":" + "9".repeat(MEGABYTE) + "}"),
        arguments("fraction", "{\"a\":0." + "9".repeat(MEGABYTE) + "}"),
        arguments("exponent of many digits", "{\"a\":1e" + "9".repeat(MEGABYTE) + "}"),
        arguments("large exponents", list("1e999999999")),
        arguments("numbers as long as may be", list("9".repeat(64))),
        arguments("fractions as long as may be", list("0." + "9".repeat(62))),
        arguments("signs", "{\"a\":" + "-".repeat(MEGABYTE) + "}"),
        arguments("open brackets", "[".repeat(MEGABYTE)),
        arguments("open objects", "{\"a\":".repeat(MEGABYTE / 5)),
        arguments("nested as deep as may be", list("[".repeat(31) + "]".repeat(31))),
        arguments("escapes", "{\"a\":\"" + "\\u0041".repeat(MEGABYTE / 6) + "\"}"),
        arguments("backslashes", "{\"a\":\"" + "\\\\".repeat(MEGABYTE / 2) + "\"}"),
        arguments("an open string", "{\"a\":\"" + "\\\"".repeat(MEGABYTE / 2)),
        arguments("a long name", "{\"" + "a".repeat(MEGABYTE) + "\":1}"),
        arguments("empty strings", list("\"\"")),
        arguments("blanks", "{" + " ".repeat(MEGABYTE) + "}"),
        arguments("one member again and again", members(i -> "a")),
        arguments("members of one hash", members(WorstDocumentsTest::colliding)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void document_isReadOrRefusedInTime(String what, String text) {
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      assertThat(Json.text(Json.object(text))).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage())
          .matches("not JSON|not a JSON object|nested deeper than 32|too long in a number");
    }
    Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    assertThat(taken).isLessThan(LIMIT);
  }

  @Test
  void number_ofSixtyFourCharacters_isRead() {
    assertThat(Json.object("{\"a\":" + "9".repeat(64) + "}")).containsKey("a");
    assertThatThrownBy(() -> Json.object("{\"a\":" + "9".repeat(65) + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("too long in a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "1E+308", "-1.5e-300", "1700000000.123456"})
  void number_ofSaneExponent_isRead(String number) {
    assertThat(Json.object("{\"a\":" + number + ",\"b\":[" + number + "," + number + "]}"))
        .containsKey("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000", "1E+99999", "1e-100000000"})
  void number_thatNobodyCanCountTo_isRefused(String number) {
    assertThatThrownBy(() -> Json.object("{\"a\":" + number + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("too long in a number");
  }

  @Test
  void digits_inAString_areNoNumber() {
    String digits = "9".repeat(200);
    assertThat(Json.object("{\"a\":\"\\\"" + digits + "\",\"" + digits + "\":1}"))
        .containsKey(digits);
  }

  private static String list(String element) {
    String part = element + ",";
    return "{\"a\":[" + part.repeat(MEGABYTE / part.length()) + element + "]}";
  }

  private static String members(IntFunction<String> name) {
    StringBuilder text = new StringBuilder("{");
    IntStream.iterate(0, i -> text.length() < MEGABYTE, i -> i + 1)
        .forEach(i -> text.append('"').append(name.apply(i)).append("\":1,"));
    return text.append("\"z\":1}").toString();
  }

  /** All of the hash of "Aa" and "BB", again and again. */
  private static String colliding(int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }
}
