package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how guesses are slowed down. */
class AccessTest {
  private static final String CHALLENGE = "Basic realm=\"grantlet\", charset=\"UTF-8\"";
  private ApiServer server = ApiServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient with(String authorization) {
    return ApiClient.of(server).with("Authorization", authorization);
  }

  private ApiClient wrong() {
    return with(ApiClient.basic("app:wrong"));
  }

  private static void assertUnauthenticated(Answer answer) {
    answer.error(401, "api.authentication_error");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(CHALLENGE);
  }

  @Test
  void everyCall_needsCredentials() {
    for (String call :
        List.of(
            "GET /integrations",
            "POST /integrations",
            "GET /integrations/acme",
            "PATCH /integrations/acme",
            "DELETE /integrations/acme",
            "POST /auth",
            "GET /grants",
            "POST /grants",
            "GET /grants/1",
            "PATCH /grants/1",
            "DELETE /grants/1",
            "GET /grants/1/sync",
            "POST /grants/1/sync",
            "POST /grants/1/token",
            "GET /providers",
            "PUT /grants",
            "GET /",
            "GET /nothing")) {
      String[] parts = call.split(" ", -1);
      assertUnauthenticated(with(null).call(parts[0], parts[1], ""));
    }
    assertThat(server.stores.writes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic YXBw",
        "Basic OnNlY3JldC1vZi10aGUtYXBw",
        "Basic YXBwOg==",
        "Basic /////w==",
        "Bearer secret-of-the-app",
        "YXBwOnNlY3JldC1vZi10aGUtYXBw",
        "Basic app:secret-of-the-app"
      })
  void malformedCredentials_areRefused(String authorization) {
    assertUnauthenticated(with(authorization).get("/grants"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app:secret-of-the-ap",
        "app:secret-of-the-appx",
        "app:SECRET-OF-THE-APP",
        "App:secret-of-the-app",
        "app::secret-of-the-app",
        "app :secret-of-the-app",
        ":",
        "app:secret-of-the-app\n"
      })
  void wrongCredentials_areRefused(String credentials) {
    assertUnauthenticated(with(ApiClient.basic(credentials)).get("/grants"));
  }

  @Test
  void scheme_isTakenInAnyCase() {
    String token = ApiClient.basic("app:secret-of-the-app").substring("Basic ".length());
    with("basic " + token).get("/grants").ok();
    with("BASIC   " + token).get("/grants").ok();
  }

  @Test
  void credentials_mayHoldColonsAndUnicode() {
    server.close();
    server = ApiServer.start(filter -> filter.property("grantlet.client-secret", "geheim:ü€😀"));

    with(ApiClient.basic("app:geheim:ü€😀")).get("/grants").ok();
    assertUnauthenticated(with(ApiClient.basic("app:geheim")).get("/grants"));
  }

  @Test
  void twoAuthorizations_areRefused() {
    String header = "Authorization: " + ApiClient.basic("app:secret-of-the-app");

    assertThat(
            RawHttp.send(
                server.base(),
                "GET /connect/grants HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                header,
                header,
                "",
                ""))
        .contains(" 401 ");
  }

  @Test
  void thirtyFailuresInAMinute_areFollowedBy429() {
    for (int i = 0; i < 30; i++) {
      assertUnauthenticated(wrong().get("/grants"));
      server.clock.advance(Duration.ofSeconds(1));
    }

    Answer throttled = wrong().get("/grants");
    throttled.error(429, "api.rate_limit_error");
    assertThat(throttled.header("Retry-After")).isEqualTo("30");
    assertThat(throttled.header("WWW-Authenticate")).isNull();
    ApiClient.of(server).get("/grants").ok();

    server.clock.advance(Duration.ofSeconds(29));
    assertThat(wrong().get("/grants").header("Retry-After")).isEqualTo("1");
    server.clock.advance(Duration.ofSeconds(1));
    assertUnauthenticated(wrong().get("/grants"));
    wrong().get("/grants").error(429, "api.rate_limit_error");
    server.clock.advance(Duration.ofMinutes(2));
    assertUnauthenticated(wrong().get("/grants"));
  }

  @Test
  void missingCredentials_areNotCounted() {
    for (int i = 0; i < 40; i++) {
      assertUnauthenticated(with(null).get("/grants"));
    }
    assertUnauthenticated(wrong().get("/grants"));
  }

  @Test
  void failures_areCountedByAddress() {
    server.close();
    server = ApiServer.start(filter -> filter.property("grantlet.trusted-proxies", "127.0.0.1"));
    for (int i = 0; i < 30; i++) {
      wrong().with("X-Forwarded-For", "192.0.2.1").get("/grants");
    }

    wrong().with("X-Forwarded-For", "192.0.2.1").get("/grants").error(429, "api.rate_limit_error");
    assertUnauthenticated(wrong().with("X-Forwarded-For", "192.0.2.2").get("/grants"));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:1::%x, 2001:DB8::1:ffff:0:0:1, 2001:db8:0:2::1",
    "[2001:db8:0:1::%x]:4711, 2001:db8:0:1:2::, 2001:db8:0:2::1",
    "::ffff:192.0.2.1, 192.0.2.1, ::ffff:192.0.2.2",
    "::%x:0:0:1, ::1, 0:0:0:1::1"
  })
  void failures_areCountedByNetworkOf64Bits(String many, String sameNetwork, String other) {
    server.close();
    server = ApiServer.start(filter -> filter.property("grantlet.trusted-proxies", "127.0.0.1"));
    for (int i = 0; i < 30; i++) {
      String address = many.replace("%x", Integer.toHexString(i + 1));
      assertUnauthenticated(wrong().with("X-Forwarded-For", address).get("/grants"));
    }

    wrong().with("X-Forwarded-For", sameNetwork).get("/grants").error(429, "api.rate_limit_error");
    assertUnauthenticated(wrong().with("X-Forwarded-For", other).get("/grants"));
  }
}
