package org.grantlet.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  private static final int JSON_BYTES = 16 * 1024;

  /** Values that grow, of the parts that take most bytes for what they are. */
  static Stream<IntFunction<Map<String, Object>>> growing() {
    return Stream.of(
        size -> Map.of("a", "x".repeat(size)),
        size -> Map.of("a", "\u0001".repeat(size)),
        size -> Map.of("a", "\"\\/<".repeat(size)),
        size -> Map.of("a", "\uD83D\uDE00\u2028é".repeat(size)),
        size -> Map.of("a", Collections.nCopies(size, "")),
        size -> Map.of("a", Collections.nCopies(size, Map.of("", ""))),
        size -> Map.of("a", Collections.nCopies(size, true)),
        size -> Map.of("a", Collections.nCopies(size, 1.5)),
        LimitsTest::members);
  }

  private static Map<String, Object> members(int size) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      members.put(String.valueOf((char) (0x400 + i)), "");
    }
    return members;
  }

  @ParameterizedTest
  @MethodSource("growing")
  void json_isRefused_exactlyWhereItsTextIsTooLong(IntFunction<Map<String, Object>> value) {
    int refused = 0;
    for (int size = 0; size < 20_000; size += 1 + size / 40) {
      Map<String, Object> json = value.apply(size);
      boolean tooLong = Json.bytes(json).length > JSON_BYTES;
      refused += tooLong ? 1 : 0;

      assertThat(Limits.json(json) != null).as("size " + size).isEqualTo(tooLong);
    }
    assertThat(refused).isPositive();
  }
}
