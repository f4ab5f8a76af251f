package org.grantlet.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.grantlet.internal.text.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomIdsTest {
  private static final String REST = "A".repeat(31);

  @Test
  void next_isNeverTheSame() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(ids.add(RandomIds.next())).isTrue();
    }
    assertThat(ids).allMatch(RandomIds::looksLikeOne);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "-", "_"})
  void urlSafeLetter_isOfAnId(String letter) {
    assertThat(RandomIds.looksLikeOne(letter + REST)).isTrue();
    assertThat(RandomIds.looksLikeOne(REST + letter)).isTrue();
    assertThat(RandomIds.looksLikeOne(letter + REST + "A")).isFalse();
    assertThat(RandomIds.looksLikeOne(REST)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"`", "{", "@", "[", "/", ":", ",", ".", "^", "+", "=", " ", "\u0000", "é"})
  void anyOtherLetter_isOfNone(String letter) {
    assertThat(RandomIds.looksLikeOne(letter + REST)).isFalse();
    assertThat(RandomIds.looksLikeOne(REST + letter)).isFalse();
  }

  /** SHA-256 of "abc", FIPS 180-4. */
  @Test
  void hash_isSha256() {
    assertThat(Sha256.of("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  }
}
