package org.grantlet.servlet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;

/** The application sees a result only where every parameter says what was issued. */
class RedirectFuzzTest {
  private static final InMemoryApp APP = new InMemoryApp();
  private static final InMemoryApp.Answer BEGUN = APP.begin("discovered");
  private static final String ISSUED = URI.create(BEGUN.header("Location")).getRawQuery();
  private static final String COOKIE = BEGUN.header("Set-Cookie").split(";", 2)[0];

  /** The input is path and query; {@code ISSUED} in it stands for the query that was issued. */
  @FuzzTest(maxDuration = "10m")
  void anyRequest_showsWhatWasIssuedOrNothing(byte[] input) {
    InMemoryApp.onlyCallsNobody();
    String target = InMemoryApp.target(input, 0, input.length).replace("ISSUED", ISSUED);
    InMemoryApp.Answer answer =
        APP.call("GET /" + target, "Cookie: " + COOKIE + "\r\n", new byte[0]);
    if (APP.result() == null) {
      assertThat(answer.status()).isNotEqualTo(500); // ours, or refused by Jetty
      return;
    }
    assertThat(APP.result().isSuccess()).isFalse();
    boolean atRedirectUri = "/connected".equals(answer.header("X-Path"));
    if (APP.result().isPresent()) {
      assertThat(atRedirectUri).isTrue();
      assertThat(APP.parameters()).isEqualTo(URLUtils.parseParameters(ISSUED));
    } else if (atRedirectUri) {
      assertThat(APP.parameters()).doesNotContainKey("success");
    }
  }
}
