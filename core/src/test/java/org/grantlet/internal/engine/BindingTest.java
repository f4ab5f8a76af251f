package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.engine.TestEngine.CONNECTED;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.LoginUrl;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Login URLs and attempts: for whom, how often, how long. */
class BindingTest {
  /** For forty and some more: how many is a matter of their bytes. */
  private static final int ROOM = 20_000;

  private final TestProvider provider = TestProvider.start();
  private final MutableClock clock = MutableClock.atNow();
  private final List<AuthenticationFailure> failures = new ArrayList<>();
  private final Grantlet grantlet =
      TestEngine.builder()
          .clock(clock)
          .oneTimeStore(new MemoryOneTimeStore(clock, ROOM), false)
          .integration("test", spec())
          .integration("other", spec())
          .listener(new Failures(failures))
          .build();

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private IntegrationSpec spec() {
    return TestEngine.spec(provider.oauthSettings(), "calendar", "email")
        .expiresIn(Duration.ofMinutes(2))
        .build();
  }

  private static HostedAuthRequest request(
      Duration expiresIn, List<String> scope, String grantId, String owner) {
    return HostedAuthRequest.builder("test")
        .redirectUri(CONNECTED)
        .expiresIn(expiresIn)
        .state("s")
        .scope(scope)
        .loginHint("ada@example.com")
        .metadata(Map.of("plan", "pro"))
        .grantId(grantId)
        .settings(Map.of("tenant", "t"))
        .accountId("account-1")
        .owner(owner)
        .build();
  }

  private LoginUrl loginUrl(String owner) {
    return Engine.of(grantlet).flow().loginUrls().create(request(null, List.of(), null, owner));
  }

  private AuthorizationRedirect spend(LoginUrl url, String owner) {
    return FlowDriver.spend(grantlet, url.id(), owner, null);
  }

  private AuthorizationResponse answer(AuthorizationRedirect begun, String browser) {
    return new AuthorizationResponse(
        "https://app.example.com/connect/callback/test",
        provider.authorize(URI.create(begun.location())).parameters(),
        browser,
        "192.0.2.1",
        "Test/1");
  }

  private static void assertRefused(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(GrantletException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void grant_hasAllThatWasAsked() {
    AuthorizationRedirect begun = spend(loginUrl("ada"), "ada");
    assertThat(begun.toString()).doesNotContain(begun.browserSecret());
    AuthorizationResponse answer = answer(begun, begun.browserSecret());
    assertThat(answer.toString()).doesNotContain("code");
    assertThat(BrowserSecret.cookieKeyOf(answer.oauthState())).isEqualTo(begun.cookieKey());
    assertThat(Engine.of(grantlet).flow().stateCheck().find(answer).orElseThrow().owner())
        .isEqualTo("ada");
    String home = FlowDriver.finish(grantlet, answer, "ada");
    assertThat(home).startsWith(CONNECTED + "?success=true&grant_id=");
    Map<String, List<String>> query = URLUtils.parseParameters(URI.create(home).getRawQuery());
    assertThat(
            Engine.of(grantlet)
                .flow()
                .issuedRedirects()
                .take("/connected", query, List.of(begun.browserSecret())))
        .isPresent();

    Grant grant = grantlet.grants().list(GrantQuery.builder().build()).get(0);
    assertThat(grant.scope()).containsExactly("calendar", "email");
    assertThat(grant.metadata()).isEqualTo(Map.of("plan", "pro"));
    assertThat(grant.settings()).isEqualTo(Map.of("tenant", "t"));
    assertThat(grant.state()).isEqualTo("s");
    assertThat(grant.accountId()).isEqualTo("account-1");
    assertThat(grant.ip()).isEqualTo("192.0.2.1");
    assertThat(grant.userAgent()).isEqualTo("Test/1");
    assertThat(provider.requests(Endpoint.AUTHORIZATION).get(0).parameter("login_hint"))
        .isEqualTo("ada@example.com");
    assertThat(failures).isEmpty();
  }

  @Test
  void owner_isComparedAtBothEnds() {
    LoginUrl url = loginUrl("ada");
    assertRefused(ErrorCode.ACCESS_DENIED, () -> spend(url, "eve"));
    assertRefused(ErrorCode.ACCESS_DENIED, () -> spend(url, null));
    AuthorizationRedirect begun = spend(url, "ada");
    AuthorizationResponse ofEve = answer(begun, begun.browserSecret());
    assertRefused(ErrorCode.ACCESS_DENIED, () -> FlowDriver.finish(grantlet, ofEve, "eve"));
    AuthorizationResponse ofAda = answer(begun, begun.browserSecret());
    assertRefused(ErrorCode.STATE_INVALID, () -> FlowDriver.finish(grantlet, ofAda, "ada"));
    assertThat(provider.requests(Endpoint.TOKEN)).isEmpty();
    assertThat(failures)
        .hasSize(3)
        .allSatisfy(
            failure -> {
              assertThat(failure.error()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(failure.loginId()).isEqualTo(url.id());
              assertThat(failure.message()).contains("another user of the application");
            });
  }

  @Test
  void browser_isCompared_andSpendsNothingIfItIsAnother() {
    AuthorizationRedirect begun = spend(loginUrl(null), null);
    for (String browser : new String[] {null, "", begun.browserSecret() + "x"}) {
      AuthorizationResponse answer = answer(begun, browser);
      assertThat(Engine.of(grantlet).flow().stateCheck().find(answer)).isEmpty();
      assertRefused(ErrorCode.STATE_INVALID, () -> FlowDriver.finish(grantlet, answer));
    }
    AuthorizationResponse right = answer(begun, begun.browserSecret());
    assertThat(FlowDriver.finish(grantlet, right, "another").toString()).contains("success=true");
    AuthorizationResponse stateless =
        new AuthorizationResponse("x", Map.of(), begun.browserSecret(), null, null);
    assertThat(Engine.of(grantlet).flow().stateCheck().find(stateless)).isEmpty();
    assertThat(stateless.oauthState()).isNull();
  }

  @Test
  void attempt_lastsTenMinutes() {
    AuthorizationRedirect first = spend(loginUrl(null), null);
    AuthorizationRedirect second = spend(loginUrl(null), null);
    clock.advance(Duration.ofSeconds(599));
    assertThat(FlowDriver.finish(grantlet, answer(first, first.browserSecret())).toString())
        .contains("success=true");
    clock.advance(Duration.ofSeconds(1));
    AuthorizationResponse late = answer(second, second.browserSecret());
    assertRefused(ErrorCode.STATE_INVALID, () -> FlowDriver.finish(grantlet, late));
  }

  @Test
  void loginUrl_lastsAsLongAsWasAsked_withinTheDeploymentsBound() {
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    assertThat(loginUrl(null).expiresAt()).isEqualTo(now.plusSeconds(120));
    assertThat(create(request(Duration.ofMinutes(1), List.of(), null, null)).expiresAt())
        .isEqualTo(now.plusSeconds(60));
    assertThat(create(request(Duration.ofSeconds(999_999_999), List.of(), null, null)).expiresAt())
        .isEqualTo(now.plusSeconds(43_200));
    LoginUrl url = loginUrl(null);
    assertThat(url.url()).isEqualTo("https://app.example.com/connect/login?id=" + url.id());
    clock.advance(Duration.ofSeconds(118));
    assertThat(Engine.of(grantlet).flow().loginUrls().find(url.id(), Map.of())).isPresent();
    clock.advance(Duration.ofSeconds(2));
    assertThat(Engine.of(grantlet).flow().loginUrls().find(url.id(), Map.of())).isEmpty();
    assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> spend(url, null));
    assertThat(Engine.of(grantlet).flow().loginUrls().find("x", Map.of())).isEmpty();
  }

  private LoginUrl create(HostedAuthRequest request) {
    return Engine.of(grantlet).flow().loginUrls().create(request);
  }

  @Test
  void loginUrl_worksOnce_andNeedsRoom() {
    LoginUrl url = loginUrl(null);
    spend(url, null);
    assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> spend(url, null));
    for (int i = 1; i < 40; i++) {
      loginUrl(null);
    }
    assertRefused(
        ErrorCode.RATE_LIMITED,
        () -> {
          for (int bytes = 0; bytes <= ROOM; bytes += 100) {
            loginUrl(null);
          }
        });
  }

  @Test
  void loginUrl_toAnotherAddress_orForAnotherGrant_isNotMade() {
    assertRefused(
        ErrorCode.GRANT_NOT_FOUND, () -> create(request(null, List.of(), "nothing", null)));
    AuthorizationRedirect begun = spend(loginUrl(null), null);
    FlowDriver.finish(grantlet, answer(begun, begun.browserSecret()));
    String id = grantlet.grants().list(GrantQuery.builder().build()).get(0).id();
    assertThat(create(request(null, List.of(), id, null)).request().grantId()).isEqualTo(id);
    assertRefused(ErrorCode.INVALID_FIELD, () -> create(other(CONNECTED, id)));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> create(other(CONNECTED + "/", null)));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> create(other(CONNECTED + "?", null)));
  }

  private static HostedAuthRequest other(String redirectUri, String grantId) {
    return HostedAuthRequest.builder("other").redirectUri(redirectUri).grantId(grantId).build();
  }

  @Test
  void integrationThatWasReplacedMeanwhile_endsTheLogin() {
    AuthorizationRedirect begun = spend(loginUrl(null), null);
    grantlet.integrations().delete("test");
    grantlet.integrations().create("test", spec());
    String end = FlowDriver.finish(grantlet, answer(begun, begun.browserSecret()));
    assertThat(end).contains("error=integration.not_found");
    LoginUrl url = loginUrl(null);
    grantlet.integrations().delete("test");
    AuthorizationRedirect refused = spend(url, null);
    assertThat(refused.location()).contains("error=integration.not_found");
    assertThat(refused.crossSitePost()).isFalse();
    assertThat(failures).hasSize(2);
    assertThat(provider.requests(Endpoint.TOKEN)).isEmpty();
  }

  @Test
  void scopes_thatWereNotGranted_failWhereAllAreRequired() {
    grantlet
        .integrations()
        .update("test", IntegrationSpec.builder().setting("require_all_scopes", true).build());
    provider.token().set("scope", "email");
    AuthorizationRedirect begun = spend(loginUrl(null), null);
    assertThat(finish(begun)).contains("error=grant.scopes_conflict");
    provider.token().set("scope", "calendar email more");
    assertThat(finish(spend(loginUrl(null), null))).contains("success=true");
    provider.token().set("scope", "calendar");
    LoginUrl offline = create(request(null, List.of("calendar", "offline_access"), null, null));
    assertThat(finish(spend(offline, null))).contains("success=true");
    provider.token().remove("refresh_token");
    LoginUrl none = create(request(null, List.of("calendar", "offline_access"), null, null));
    assertThat(finish(spend(none, null))).contains("error=grant.scopes_conflict");
  }

  private String finish(AuthorizationRedirect begun) {
    return FlowDriver.finish(grantlet, answer(begun, begun.browserSecret())).toString();
  }

  @Test
  void authorizationRequests_neverRepeatThemselves() {
    Map<String, String> seen = new LinkedHashMap<>();
    Set<String> cookieKeys = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      AuthorizationRedirect begun = spend(loginUrl(null), null);
      String query = URI.create(begun.location()).getRawQuery();
      assertThat(query)
          .contains("response_type=code", "code_challenge_method=S256")
          .contains("scope=calendar+email")
          .doesNotContain("nonce=", "response_mode=");
      seen.put(query.replaceAll(".*code_challenge=([^&]+).*", "$1"), begun.browserSecret());
      cookieKeys.add(begun.cookieKey());
    }
    assertThat(seen).hasSize(5);
    assertThat(cookieKeys).hasSize(5);
    assertThat(seen.values()).doesNotHaveDuplicates();
  }
}
