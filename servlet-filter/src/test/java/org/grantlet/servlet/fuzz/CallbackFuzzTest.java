package org.grantlet.servlet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.grantlet.GrantQuery;

/**
 * Any answer at a callback ends in an error page or in the application's error, never in success.
 */
class CallbackFuzzTest {
  private static final InMemoryApp APP = new InMemoryApp();

  /** The input is the query; {@code STATE} in it stands for the state of a login under way. */
  @FuzzTest(maxDuration = "10m")
  void anyAnswer_endsInADocumentedError(byte[] input) {
    InMemoryApp.onlyCallsNobody();
    InMemoryApp.Answer begun = APP.begin("named");
    String state = begun.header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");
    String cookie = begun.header("Set-Cookie").split(";", 2)[0];
    String query = InMemoryApp.target(input, 0, input.length).replace("STATE", state);

    InMemoryApp.Answer end =
        APP.call("GET /connect/callback/named?" + query, "Cookie: " + cookie + "\r\n", new byte[0]);
    if (end.status() == 303) {
      assertThat(end.header("Location"))
          .startsWith("https://app.example.com/connected?success=false&provider=named&error=")
          .doesNotContain("api.internal_error");
    } else {
      assertThat(end.status()).isBetween(200, 499);
    }
    assertThat(APP.hostedAuth().grants().list(GrantQuery.builder().build())).isEmpty();
  }
}
