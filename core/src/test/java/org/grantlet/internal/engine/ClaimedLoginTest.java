package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.login.SealedCookies;
import org.grantlet.store.OneTimeStore;
import org.junit.jupiter.api.Test;

/**
 * Logins whose URL a browser keeps, and whose next step is too long for a cookie: that is stored,
 * as their claim. It outlives every ending, also in a store that keeps nothing of what it removes.
 */
class ClaimedLoginTest extends VisitorNodes {
  private AuthorizationRedirect url;
  private Visitor ada;
  private Visitor eve;

  @Override
  OneTimeStore shared(OneTimeStore inMemory) {
    return new Rows(inMemory);
  }

  /** Begins a login of Ada that fits into a cookie until it is redeemed. */
  private AuthorizationRedirect beginStored() {
    HostedAuthRequest request =
        HostedAuthRequest.builder("test")
            .redirectUri(CONNECTED)
            .owner("session:ada")
            .metadata(Map.of("long", "x".repeat(450)))
            .build();
    url = Engine.of(one).flow().loginUrls().createSealed(request, false).orElseThrow();
    ada = new Visitor(List.of(url.browserSecret()), "session:ada", null);
    eve = new Visitor(List.of(url.browserSecret()), "session:eve", null);
    AuthorizationRedirect begun = open(ada).orElseThrow();
    assertThat(begun.sealedLogin()).as("too long for a cookie").isNull();
    return begun;
  }

  /** Opens the login URL with the cookie that it began with. */
  private Optional<AuthorizationRedirect> open(Visitor visitor) {
    String secret = url.browserSecret();
    SealedCookies kept = new SealedCookies(url.sealedLogin(), null);
    return Engine.of(two)
        .flow()
        .loginUrls()
        .find(BrowserSecret.loginId(secret), Map.of(secret, kept))
        .orElseThrow()
        .redeem(visitor, null);
  }

  /** An answer to the login in the browser that still has the cookie of its URL. */
  private AuthorizationResponse answerTo(AuthorizationRedirect begun) {
    return answer(begun, url.browserSecret(), url.sealedLogin(), CALLBACK);
  }

  private void assertEnded(String begun) {
    assertThat(open(ada).orElseThrow().location())
        .isNotEqualTo(begun)
        .asString()
        .startsWith(CONNECTED);
    AuthorizationResponse late =
        new AuthorizationResponse(
            CALLBACK,
            provider.authorize(URI.create(begun)).parameters(),
            url.browserSecret(),
            "192.0.2.1",
            "Test/1");
    assertRefused(ErrorCode.STATE_INVALID, () -> FlowDriver.bring(one, late, "session:ada"));
  }

  @Test
  void login_thatAnotherUserAnswered_doesNotBeginAgain() {
    AuthorizationRedirect begun = beginStored();
    AuthorizationResponse answer = answerTo(begun);
    assertRefused(ErrorCode.ACCESS_DENIED, () -> FlowDriver.bring(one, answer, "session:eve"));
    assertEnded(begun.location());
    assertThat(exchanges()).isZero();
    assertThat(failures).hasSize(1);
  }

  @Test
  void login_thatAnotherUserAnsweredWithAnError_doesNotBeginAgain() {
    AuthorizationRedirect begun = beginStored();
    AuthorizationResponse error = answered(begun, "error", "access_denied");
    assertRefused(ErrorCode.ACCESS_DENIED, () -> FlowDriver.bring(one, error, "session:eve"));
    assertRefused(ErrorCode.ACCESS_DENIED, () -> open(eve));
    assertEnded(begun.location());
  }

  @Test
  void login_whoseRedirectUriWasGoneAtTheCallback_doesNotBeginAgain() {
    for (String parameter : List.of("code", "error")) {
      AuthorizationRedirect begun = beginStored();
      AuthorizationResponse answer =
          parameter.equals("code") ? answerTo(begun) : answered(begun, "error", "access_denied");
      one.integrations().update("test", spec(CONNECTED + "/other"));
      assertRefused(
          ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> FlowDriver.bring(one, answer, "session:ada"));
      one.integrations().update("test", spec(CONNECTED));
      assertEnded(begun.location());
      assertThat(exchanges()).isZero();
    }
  }

  @Test
  void login_whoseRedirectUriWasGoneAsItsUrlWasOpenedAgain_doesNotBeginAgain() {
    AuthorizationRedirect begun = beginStored();
    one.integrations().update("test", spec(CONNECTED + "/other"));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> open(ada));
    one.integrations().update("test", spec(CONNECTED));
    assertEnded(begun.location());
  }

  @Test
  void login_thatWasFinishedAndSeen_doesNotBeginAgain() {
    AuthorizationRedirect begun = beginStored();
    String end = FlowDriver.bring(one, answerTo(begun), "session:ada").orElseThrow();
    assertThat(end).contains("success=true");
    see(end, ada);
    assertEnded(begun.location());
    assertThat(exchanges()).isEqualTo(1);
  }

  /** As a table or Redis does it: of a value that was removed, nothing is left. */
  private record Rows(OneTimeStore inMemory) implements OneTimeStore {
    @Override
    public boolean offer(String key, byte[] value, Instant expiresAt, String owner) {
      return inMemory.offer(key, value, expiresAt, owner);
    }

    @Override
    public boolean claim(String key, byte[] value, Instant expiresAt) {
      return inMemory.peek(key).isEmpty() && inMemory.offer(key, value, expiresAt, null);
    }

    @Override
    public Optional<byte[]> peek(String key) {
      return inMemory.peek(key);
    }

    @Override
    public boolean replace(
        String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
      return inMemory.replace(key, expected, value, expiresAt, ended);
    }

    @Override
    public boolean remove(String key, byte[] expected) {
      return inMemory.remove(key, expected);
    }
  }
}
