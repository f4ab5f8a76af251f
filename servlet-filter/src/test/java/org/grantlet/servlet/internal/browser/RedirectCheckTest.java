package org.grantlet.servlet.internal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are looked at, by their query alone. */
class RedirectCheckTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, false",
        "'', false",
        "page=2, false",
        "success=true, true",
        "a=1&success=, true",
        "%73uccess=true, true",
        "a=%20, true"
      })
  void mayConcern_isNeverFalseForAReturn(String query, boolean expected) {
    assertThat(RedirectCheck.mayConcern(query)).isEqualTo(expected);
  }
}
