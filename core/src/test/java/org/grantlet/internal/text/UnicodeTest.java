package org.grantlet.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which texts can be written. */
class UnicodeTest {
  @Test
  void surrogates_needTheirOtherHalf() {
    assertThat(Unicode.isWellFormed("")).isTrue();
    assertThat(Unicode.isWellFormed("a\ud83d\ude00b\ud83d\ude00")).isTrue();
    assertThat(Unicode.isWellFormed("\ud83d")).isFalse();
    assertThat(Unicode.isWellFormed("\ude00\ud83d")).isFalse();
    assertThat(Unicode.isWellFormed("\ud83d\ud83d\ude00")).isFalse();
    assertThat(Unicode.isWellFormed("\ud83d\ude00\ude00")).isFalse();
  }

  @Test
  void all_looksAtEachChar() {
    assertThat(Unicode.all("", c -> false)).isTrue();
    assertThat(Unicode.all("ab", c -> c == 'a' || c == 'b')).isTrue();
    assertThat(Unicode.all("abc", c -> c < 'c')).isFalse();
    assertThat(Unicode.all("cab", c -> c < 'c')).isFalse();
  }
}
