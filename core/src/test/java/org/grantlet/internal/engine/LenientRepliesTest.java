package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that any lenient client reads, in whole logins. */
@Timeout(180)
class LenientRepliesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FIRST =
      "access_token=first&token_type=bearer&expires_in=3600&refresh_token=r%2B1&scope=calendar";
  private static final String SECOND = "access_token=second&token_type=bearer&expires_in=3600";

  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  private FlowDriver oauth() {
    Map<String, String> settings = provider.oauthSettings();
    settings.remove("userinfo_endpoint");
    return new FlowDriver(provider, settings, "calendar");
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM, "text/plain", "text/html; charset=x", "application/json", "/"})
  void tokensInAForm_makeAGrantThatIsRefreshed(String type) {
    try (FlowDriver driver = oauth()) {
      provider.token().reply(Reply.of(200, type, FIRST));
      provider.refresh().reply(Reply.of(200, type, SECOND));
      String id = Objects.requireNonNull(driver.login().get("grant_id"));

      assertThat(driver.grantlet.grants().accessToken(id).value()).isEqualTo("first");
      driver.grantlet.grants().refresh(id);
      assertThat(driver.grantlet.grants().accessToken(id).value()).isEqualTo("second");
      assertThat(provider.requests(Endpoint.TOKEN))
          .last()
          .satisfies(request -> assertThat(request.toString()).contains("r%2B1"));
    }
  }

  @Test
  void errorInAForm_keepsItsCode() {
    try (FlowDriver driver = oauth()) {
      String error = "error=bad_verification_code&error_description=The+code+is+old";
      provider.token().reply(Reply.of(200, FORM, error));
      try (Logs logs = Logs.listen()) {
        driver.assertRefused(driver.login(), "token.exchange_failed");
        assertThat(logs.text()).contains("bad_verification_code");
      }
    }
  }

  @Test
  void byteOrderMark_isNoPartOfTokens() {
    try (FlowDriver driver = oauth()) {
      provider
          .token()
          .reply(Reply.json("\uFEFF{\"access_token\":\"first\",\"token_type\":\"Bearer\"}"));
      String id = Objects.requireNonNull(driver.login().get("grant_id"));
      assertThat(driver.grantlet.grants().accessToken(id).value()).isEqualTo("first");
    }
  }

  /**
   * Firewalls refuse the names of libraries, and some servers answer 406 to who wants JSON alone.
   */
  @Test
  void everyCall_saysWhoAsks_andTakesAnything() {
    provider.idToken().remove("email");
    try (FlowDriver driver =
        new FlowDriver(provider, provider.openIdSettings(), "openid", "email")) {
      String id = Objects.requireNonNull(driver.login().get("grant_id"));
      driver.grantlet.grants().refresh(id);
      driver.grantlet.grants().delete(id);
      // What goes to the API is the application's own request.
      for (Endpoint endpoint : EnumSet.complementOf(EnumSet.of(Endpoint.API))) {
        assertThat(provider.requests(endpoint)).as(endpoint.name()).isNotEmpty();
        if (endpoint != Endpoint.AUTHORIZATION) {
          assertThat(provider.requests(endpoint))
              .allSatisfy(
                  request -> {
                    assertThat(request.header("User-Agent")).startsWith("Grantlet/");
                    assertThat(request.header("Accept")).isEqualTo("application/json, */*;q=0.5");
                  });
        }
      }
    }
  }
}
