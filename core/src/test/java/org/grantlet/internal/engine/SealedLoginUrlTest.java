package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.login.SealedCookies;
import org.junit.jupiter.api.Test;

/** Login URLs that work in one browser alone, which keeps their logins. */
class SealedLoginUrlTest extends VisitorNodes {
  private AuthorizationRedirect loginUrlOfBrowser(String owner, String... providers) {
    HostedAuthRequest request =
        HostedAuthRequest.builder(providers)
            .redirectUri(CONNECTED)
            .owner(owner)
            .accountId("nobody-1")
            .build();
    return Engine.of(one).flow().loginUrls().createSealed(request, false).orElseThrow();
  }

  private static Optional<OpenedLogin> open(
      Grantlet node, String id, String secret, SealedCookies kept) {
    return Engine.of(node).flow().loginUrls().find(id, Map.of(secret, kept));
  }

  @Test
  void loginUrlOfABrowser_keepsNothing_andIsPressedTwiceAsOnce() {
    AuthorizationRedirect url = loginUrlOfBrowser(null, "test");
    String secret = url.browserSecret();
    String id = BrowserSecret.loginId(secret);
    SealedCookies kept = new SealedCookies(url.sealedLogin(), null);
    Visitor browser = new Visitor(List.of(secret), null, null);
    assertThat(url.location()).endsWith("/connect/login?id=" + id);
    assertThat(Engine.of(one).flow().loginUrls().find(id, Map.of())).isEmpty();

    AuthorizationRedirect begun =
        open(two, id, secret, kept).orElseThrow().redeem(browser, null).orElseThrow();
    AuthorizationRedirect lost =
        open(one, id, secret, kept).orElseThrow().redeem(browser, null).orElseThrow();
    assertThat(lost.location()).isEqualTo(begun.location());
    SealedCookies next = new SealedCookies(begun.sealedLogin(), null);
    AuthorizationRedirect again =
        open(one, id, secret, next).orElseThrow().redeem(browser, null).orElseThrow();
    assertThat(again.location()).isEqualTo(begun.location());

    String end = bring(two, sealedAnswer(begun)).orElseThrow();
    assertThat(end).contains("success=true");
    assertThat(open(one, id, secret, kept).orElseThrow().redeem(browser, null).orElseThrow())
        .extracting(AuthorizationRedirect::location)
        .isEqualTo(end);
    AuthorizationResponse other = sealedAnswer(lost);
    assertRefused(ErrorCode.STATE_INVALID, () -> bring(one, other));
    assertThat(exchanges()).isEqualTo(1);
  }

  @Test
  void loginUrlOfABrowser_opensForNoOtherBrowserNorLogin_andForTenMinutes() {
    AuthorizationRedirect url = loginUrlOfBrowser(null, "test");
    AuthorizationRedirect other = loginUrlOfBrowser(null, "test");
    SealedCookies kept = new SealedCookies(url.sealedLogin(), null);
    String secret = url.browserSecret();
    String id = BrowserSecret.loginId(secret);
    assertThat(open(one, id, other.browserSecret(), kept)).isEmpty();
    assertThat(open(one, id, secret, new SealedCookies(other.sealedLogin(), null))).isEmpty();
    assertThat(open(one, id, secret, new SealedCookies(null, url.sealedLogin()))).isEmpty();
    assertThat(isFound(one, answer(begin(), secret, url.sealedLogin(), CALLBACK))).isFalse();
    clock.advance(Duration.ofMinutes(9));
    AuthorizationRedirect begun =
        open(one, id, secret, kept)
            .orElseThrow()
            .redeem(new Visitor(List.of(secret), null, null), null)
            .orElseThrow();
    AuthorizationResponse answer = sealedAnswer(begun);
    clock.advance(Duration.ofMinutes(1));
    assertThat(open(one, id, secret, kept)).isEmpty();
    assertThat(isFound(one, answer)).as("no longer than its login URL").isFalse();
  }

  @Test
  void loginUrlOfABrowser_isItsOwnersAlone_andNeedsAChoice() {
    AuthorizationRedirect url = loginUrlOfBrowser("session:ada", "*");
    String secret = url.browserSecret();
    SealedCookies kept = new SealedCookies(url.sealedLogin(), null);
    OpenedLogin login = open(one, BrowserSecret.loginId(secret), secret, kept).orElseThrow();
    fillStore();
    ProviderChoice test = new ProviderChoice("test", null);
    Visitor eve = new Visitor(List.of(secret), "session:eve", null);
    Visitor ada = new Visitor(List.of(secret), "session:ada", null);
    assertRefused(ErrorCode.ACCESS_DENIED, () -> login.redeem(eve, test));
    assertRefused(ErrorCode.INVALID_FIELD, () -> login.redeem(ada, null));
    assertThat(login.redeem(ada, test).orElseThrow().sealedLogin()).contains(".test.");
    IntegrationSpec elsewhere = spec(CONNECTED + "/other");
    one.integrations().update("test", elsewhere);
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> login.redeem(ada, test));
  }

  @Test
  void loginUrlOfABrowser_whoseProviderIsDown_endsInAFailureOfTheBrowser() {
    AuthorizationRedirect url = loginUrlOfBrowser(null, "test");
    String secret = url.browserSecret();
    provider.close();
    fillStore();
    try (Grantlet fresh = node(key)) {
      SealedCookies kept = new SealedCookies(url.sealedLogin(), null);
      AuthorizationRedirect failed =
          open(fresh, BrowserSecret.loginId(secret), secret, kept)
              .orElseThrow()
              .redeem(new Visitor(List.of(secret), null, null), null)
              .orElseThrow();
      assertThat(failed.location()).startsWith(CONNECTED).contains("success=false");
      assertThat(failed.sealedLogin()).isNull();
      SealedCookies ended = new SealedCookies(url.sealedLogin(), failed.sealedFailure());
      Map<String, List<String>> query =
          URLUtils.parseParameters(URI.create(failed.location()).getRawQuery());
      assertThat(
              Engine.of(one)
                  .flow()
                  .issuedRedirects()
                  .find("/connected", query, Map.of(secret, ended)))
          .isPresent();
    }
  }
}
