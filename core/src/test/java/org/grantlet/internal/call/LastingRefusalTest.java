package org.grantlet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.grantlet.internal.call.CallFixture.UNAUTHORIZED;
import static org.grantlet.internal.call.CallFixture.assertFails;
import static org.grantlet.internal.call.CallFixture.reply;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.grantlet.ErrorCode;
import org.grantlet.GrantStatus;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a 401 for a token that was just refreshed: does the grant end? */
@Timeout(120)
class LastingRefusalTest {
  private static final String INVALID_TOKEN =
      reply("401 Unauthorized", "no", "WWW-Authenticate: Bearer error=\"invalid_token\"");

  private final CallFixture calls = new CallFixture();

  @AfterEach
  void stop() {
    calls.close();
  }

  /** It was not refused for its age: refreshing again and again would help nobody. */
  @Test
  void youngToken_isNotRefreshed() throws Exception {
    calls.grantlet.grants().refresh(calls.grant.id());
    calls.answers = request -> UNAUTHORIZED;
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.provider.refreshes()).hasSize(1);
    assertThat(calls.api.requests()).hasSize(2);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
  }

  /** Zoho and Atlassian answer 401 where a scope is missing: UserInfo takes the token. */
  @Test
  void refusalOfThisCallAlone_isTheResponse_andTheGrantStaysValid() throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    HttpResponse<String> response = calls.get();
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("no");
    assertThat(calls.provider.refreshes()).hasSize(1);
    assertThat(calls.api.requests()).hasSize(2);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
    assertThat(calls.expired).isEmpty();
  }

  /** A job that calls where a scope is missing would rotate the refresh token every ten seconds. */
  @Test
  void refreshThatDidNotHelp_isNotRepeatedForSomeMinutes() throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    calls.get();
    for (int minute = 1; minute < LastingRefusals.MEMORY.toMinutes(); minute++) {
      calls.clock.advance(Duration.ofMinutes(1));
      assertThat(calls.get().statusCode()).isEqualTo(401);
    }
    assertThat(calls.provider.refreshes()).hasSize(1);
    assertThat(calls.provider.requests(Endpoint.USERINFO)).hasSize(1);
    calls.clock.advance(Duration.ofMinutes(1));
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.provider.refreshes()).hasSize(2);
  }

  /** It says nothing about the next token. */
  @Test
  void tokenAfterTheOneThatARefreshDidNotHelp_isRefreshedWhenItIsRefused() throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    calls.get();
    calls.grantlet.grants().refresh(calls.grant.id());
    calls.clock.advance(Duration.ofSeconds(30));
    calls.refuseThePresentToken();
    assertThat(calls.get().statusCode()).isEqualTo(200);
    assertThat(calls.provider.refreshes()).hasSize(3);
  }

  /** Nor about other grants, and a call that works is not held up. */
  @Test
  void callThatWorks_afterARefreshThatDidNotHelp_works() throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    calls.get();
    calls.answers = request -> CallFixture.OK;
    assertThat(calls.get().statusCode()).isEqualTo(200);
  }

  @Test
  void refusalOfTheNewTokenEverywhere_endsTheGrant_andTellsIt() throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    calls.provider.userinfo().reply(Reply.status(401));
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.provider.requests(Endpoint.USERINFO)).hasSize(1);
    assertThat(calls.status()).isEqualTo(GrantStatus.INVALID);
    assertThat(calls.expired).containsExactly(calls.grant.id());
    assertFails(calls::get, ErrorCode.REFRESH_TOKEN_INVALID);
    assertThat(calls.expired).hasSize(1);
    assertThat(calls.api.requests()).hasSize(2);
  }

  @Test
  void missingScope_thatTheApiNames_endsNothing() throws Exception {
    calls.answers =
        request ->
            reply(
                "401 Unauthorized",
                "no",
                "WWW-Authenticate: Bearer realm=\"x\", error=\"insufficient_scope\"");
    calls.provider.userinfo().reply(Reply.status(401));
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void providerThatDoesNotSayMore_endsNothing(int status) throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    calls.provider.userinfo().reply(Reply.status(status));
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
  }

  /** While UserInfo is down, nothing confirms what one API says. */
  @ParameterizedTest
  @ValueSource(ints = {200, 403, 404, 503})
  void invalidToken_thatUserInfoDoesNotConfirm_endsNothing(int status) throws Exception {
    calls.answers = request -> INVALID_TOKEN;
    calls.provider.userinfo().reply(Reply.status(status));
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
    assertThat(calls.expired).isEmpty();
  }

  @Test
  void scopeThatUserInfoMisses_endsNothing() throws Exception {
    calls.answers = request -> UNAUTHORIZED;
    calls
        .provider
        .userinfo()
        .reply(Reply.status(401).header("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
    assertThat(calls.get().statusCode()).isEqualTo(401);
    assertThat(calls.status()).isEqualTo(GrantStatus.VALID);
  }

  /** Without UserInfo the API's own word counts (RFC 6750 section 3.1). */
  @ParameterizedTest
  @ValueSource(strings = {"Bearer error=\"invalid_token\"", "Bearer realm=\"x\""})
  void withoutUserInfo_invalidTokenEndsTheGrant(String challenge) throws Exception {
    try (CallFixture plain = new CallFixture(true)) {
      plain.answers = request -> reply("401 Unauthorized", "", "WWW-Authenticate: " + challenge);
      assertThat(plain.get().statusCode()).isEqualTo(401);
      assertThat(plain.status())
          .isEqualTo(challenge.contains("invalid_token") ? GrantStatus.INVALID : GrantStatus.VALID);
    }
  }
}
