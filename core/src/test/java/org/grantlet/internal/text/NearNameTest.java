package org.grantlet.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {
  private static final List<String> KNOWN =
      List.of("x", "box", "google", "client-id", "redirect_uris", "provider-timeout");

  @ParameterizedTest
  @CsvSource({
    "gogle, google",
    "Google, google",
    "GOOGLE_, google",
    "clientid, client-id",
    "client_id, client-id",
    "clientId, client-id",
    "redirect-uri, redirect_uris",
    "redirecturl, redirect_uris",
    "provider-timout-s, provider-timeout",
    "fox, box"
  })
  void name_thatIsNear_isFound(String written, String meant) {
    assertThat(NearName.of(written, KNOWN)).isEqualTo(meant);
    assertThat(NearName.hint(written, KNOWN)).isEqualTo("; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({"okta", "y", "fax", "client", "goal", "provider", "redirect", "''"})
  void name_thatIsNotNear_isNotGuessed(String written) {
    assertThat(NearName.of(written, KNOWN)).isNull();
    assertThat(NearName.hint(written, KNOWN)).isEmpty();
  }

  @Test
  void nothingKnown_isNearToNothing() {
    assertThat(NearName.of("google", List.of())).isNull();
  }
}
