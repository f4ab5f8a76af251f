package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.LoginReturn;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.login.SealedCookies;
import org.junit.jupiter.api.Test;

/** Logins that the browser keeps until their code comes, and no store. */
class SealedLoginTest extends VisitorNodes {
  @Test
  void login_isFinishedOnAnotherNode_andItsResultFoundByTheSecretAlone() {
    AuthorizationRedirect begun = begin();
    AuthorizationResponse answer = sealedAnswer(begun);
    String end = bring(two, answer).orElseThrow();
    assertThat(end).contains("success=true").contains("state=s");
    assertThat(bring(one, answer)).contains(end);
    see(end, new Visitor(List.of(begun.browserSecret()), null, null));
    AuthorizationResponse withoutCookie =
        new AuthorizationResponse(CALLBACK, answer.parameters(), begun.browserSecret(), null, null);
    assertThat(bring(two, withoutCookie)).contains(end);
    assertThat(exchanges()).isEqualTo(1);
    assertThat(one.grants().list(GrantQuery.builder().build()))
        .singleElement()
        .satisfies(
            grant -> {
              assertThat(grant.accountId()).isEqualTo("nobody-1");
              assertThat(grant.metadata()).isEqualTo(Map.of("plan", "b"));
            });
  }

  @Test
  void answersToOneLogin_ofManyAtOnce_areOneExchange_andAnotherCodeIsRefused() throws Exception {
    AuthorizationRedirect begun = begin();
    AuthorizationResponse answer = sealedAnswer(begun);
    AuthorizationResponse other = sealedAnswer(begun);
    List<Optional<String>> ends = inParallel(i -> () -> bring(i % 2 == 0 ? one : two, answer));
    assertThat(ends.stream().flatMap(Optional::stream).distinct()).hasSize(1);
    assertThat(exchanges()).isEqualTo(1);
    assertRefused(ErrorCode.STATE_INVALID, () -> bring(two, other));
    assertThat(exchanges()).isEqualTo(1);
  }

  @Test
  void cookie_ofAnotherBrowserCallbackOrProvider_orChanged_opensNothing() {
    AuthorizationRedirect begun = begin();
    AuthorizationRedirect victim = begin();
    String sealed = begun.sealedLogin();
    String secret = begun.browserSecret();
    assertThat(isFound(one, answer(begun, secret, victim.sealedLogin(), CALLBACK))).isFalse();
    assertThat(isFound(one, answer(begun, victim.browserSecret(), sealed, CALLBACK))).isFalse();
    String elsewhere = CALLBACK.replace("/test", "/other");
    assertThat(isFound(one, answer(begun, secret, sealed, elsewhere))).isFalse();
    int dot = sealed.indexOf('.');
    String later = Long.toString(Long.parseLong(sealed.substring(0, dot), 36) + 1, 36);
    for (String changed :
        List.of(
            "",
            "..",
            "x" + sealed,
            sealed + "A",
            sealed + ".a",
            sealed.substring(0, sealed.length() - 4),
            sealed.replace(".test.", ".other."),
            sealed.substring(dot + 1),
            "%%." + sealed.substring(dot + 1),
            later + sealed.substring(dot))) {
      assertThat(isFound(one, answer(begun, secret, changed, CALLBACK))).as(changed).isFalse();
    }
    assertThat(isFound(one, answer(begun, secret, null, CALLBACK))).isFalse();
    assertThat(isFound(one, sealedAnswer(begun))).isTrue();
    try (Grantlet strange = node(EncryptionKey.random())) {
      assertThat(isFound(strange, sealedAnswer(begun))).isFalse();
    }
  }

  @Test
  void login_endsAfterTenMinutes() {
    AuthorizationRedirect begun = begin();
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(isFound(one, sealedAnswer(begun))).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(isFound(one, sealedAnswer(begun))).isFalse();
  }

  @Test
  void callback_ofAnotherOwner_spendsIt() {
    HostedAuthRequest request =
        HostedAuthRequest.builder("test").redirectUri(CONNECTED).owner("session:ada").build();
    AuthorizationRedirect begun =
        Engine.of(one).flow().loginUrls().begin(request, true).orElseThrow();
    AuthorizationResponse answer = sealedAnswer(begun);
    assertRefused(ErrorCode.ACCESS_DENIED, () -> FlowDriver.bring(one, answer, "session:eve"));
    assertRefused(ErrorCode.STATE_INVALID, () -> FlowDriver.bring(two, answer, "session:ada"));
    assertThat(failures).hasSize(1);
    assertThat(exchanges()).isZero();
  }

  @Test
  void login_whoseRedirectUriIsGone_isSpent() {
    AuthorizationRedirect begun = begin();
    AuthorizationResponse answer = sealedAnswer(begun);
    one.integrations().update("test", spec(CONNECTED + "/other"));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> bring(one, answer));
    IntegrationSpec before = spec(CONNECTED);
    one.integrations().update("test", before);
    AuthorizationResponse another = sealedAnswer(begun);
    assertRefused(ErrorCode.STATE_INVALID, () -> bring(two, another));
    assertThat(exchanges()).isZero();
  }

  @Test
  void login_tooLongForACookie_isStored() {
    AuthorizationRedirect begun = begin(Map.of("long", "x".repeat(1_000)));
    assertThat(begun.sealedLogin()).isNull();
    assertThat(bring(two, sealedAnswer(begun)).orElseThrow().toString()).contains("success=true");
    assertThat(begin().sealedLogin()).hasSizeLessThan(400);
  }

  @Test
  void answerWithoutACode_keepsNothing_andItsFailureIsTheBrowsers() {
    AuthorizationRedirect begun = begin();
    fillStore();
    for (AuthorizationResponse forged :
        List.of(
            answered(begun, "error", "access_denied"),
            answered(begun, "x", "y"),
            answered(begun, "iss", "https://evil.example"))) {
      LoginReturn failed = bringBack(one, forged);
      assertThat(failed.location()).contains("success=false").contains("state=s");
      SealedCookies kept = new SealedCookies(begun.sealedLogin(), failed.sealedFailure());
      LoginReturn again = bringBack(two, forged.with(kept));
      assertThat(again).isEqualTo(new LoginReturn(failed.location(), null));
      AuthorizationResponse late = sealedAnswer(begun).with(kept);
      assertRefused(ErrorCode.STATE_INVALID, () -> bring(two, late));
    }
    assertThat(failures).hasSize(3);
    assertThat(exchanges()).isZero();
    AuthorizationResponse code = sealedAnswer(begun);
    assertRefused(ErrorCode.RATE_LIMITED, () -> bring(one, code));
    assertThat(exchanges()).as("what cannot be claimed").isZero();
  }

  @Test
  void answerWithoutACode_ofAnotherOwner_keepsNothing() {
    HostedAuthRequest request =
        HostedAuthRequest.builder("test").redirectUri(CONNECTED).owner("session:ada").build();
    AuthorizationRedirect begun =
        Engine.of(one).flow().loginUrls().begin(request, true).orElseThrow();
    fillStore();
    AuthorizationResponse error = answered(begun, "error", "access_denied");
    assertRefused(ErrorCode.ACCESS_DENIED, () -> FlowDriver.bring(one, error, "session:eve"));
  }

  /** Visitors who begin and never return take no room, so nobody is refused because of them. */
  @Test
  void beginnings_keepNothing() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(begin().sealedLogin()).isNotNull();
    }
    assertThat(store.offer("one more", new byte[1], clock.instant().plusSeconds(1), null)).isTrue();
    assertThat(BrowserSecret.loginId(begin().browserSecret())).isNotNull();
  }
}
