package org.grantlet.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

/** What the log says of a login that failed, and what mends it. */
class LoginLogTest {
  private static final String CALLBACK = "https://app.example.com/connect/callback/google";
  private static final String LOGIN_ID = "the-id-of-the-login-url";

  private final LoginLog log = new LoginLog(ProviderDefinitions.with(Map.of()));
  private final HostedAuthRequest request =
      HostedAuthRequest.builder("google").redirectUri("https://app.example.com/connected").build();

  private String said(GrantletException failure) {
    try (Logs logs = Logs.listen()) {
      log.failed(LOGIN_ID, request, CALLBACK, failure);
      assertThat(logs.told()).hasSize(1);
      assertThat(logs.text()).doesNotContain(LOGIN_ID);
      return logs.told().get(0);
    }
  }

  private static GrantletException provider(ErrorCode code, String error) {
    return new GrantletException(
        code, "The provider refused: " + error, Map.of("error", error), null);
  }

  /** Errors that vendors send, and where the person who set it up has to look. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid_client | grantlet.integration.google.client-secret",
        "unauthorized_client | use the authorization code flow",
        "unsupported_response_type | use the authorization code flow",
        "invalid_grant | register https://app.example.com/connect/callback/google at the provider",
        "redirect_uri_mismatch | Register https://app.example.com/connect/callback/google at",
        "invalid_scope | grantlet.integration.google.scope",
        "temporarily_unavailable | try again later",
        "invalid_request | Compare https://app.example.com/connect/callback/google",
        "org_internal | Compare https://app.example.com/connect/callback/google"
      })
  void errorOfAProvider_isFollowedByItsMendAndTheVendorsPage(String error, String mend) {
    assertThat(said(provider(ErrorCode.EXCHANGE_FAILED, error)))
        .startsWith("WARN login with google failed: token.exchange_failed: The provider refused: ")
        .contains(error, mend, "See https://developers.google.com/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROVIDER_ERROR | WARN | grantlet.integration.google.issuer",
        "EXCHANGE_FAILED | WARN | the clock of this machine",
        "SCOPES_CONFLICT | WARN | grantlet.integration.google.require-all-scopes",
        "STATE_INVALID | WARN | Register https://app.example.com/connect/callback/google",
        "REAUTH_EMAIL_INVALID | INFO | another account at the provider",
        "INTEGRATION_NOT_FOUND | WARN | Make an integration",
        "ACCESS_DENIED | INFO | can start again"
      })
  void failureOfOurOwn_isFollowedByItsMend(ErrorCode code, String level, String mend) {
    assertThat(said(new GrantletException(code, "It failed")))
        .startsWith(level + " login with google failed: " + code.wire() + ": It failed. ")
        .contains(mend)
        .doesNotContain("See http");
  }

  @Test
  void refusalByTheUser_isNoWarning() {
    assertThat(said(provider(ErrorCode.ACCESS_DENIED, "access_denied")))
        .startsWith("INFO login with google failed: grant.access_denied")
        .contains("add test users");
  }

  @Test
  void unexpectedFailure_hasItsStackTrace() {
    try (Logs logs = Logs.listen()) {
      log.failed(
          LOGIN_ID,
          request,
          null,
          new GrantletException(
              ErrorCode.INTERNAL_ERROR, "Something broke", new AssertionError("the cause")));
      assertThat(logs.told())
          .singleElement()
          .asString()
          .startsWith(
              "ERROR login with google failed: api.internal_error: Something broke (login ");
      assertThat(logs.text()).contains("AssertionError: the cause", "LoginLogTest");
    }
  }

  @Test
  void emailAddress_isMasked_andTheRequestIsNamed() {
    MDC.put("request_id", "7KQM\n9XPD");
    try {
      assertThat(
              said(
                  new GrantletException(
                      ErrorCode.EXCHANGE_FAILED, "no ada.l+x@mail.example.com, <ben@x.org> at @")))
          .contains("no ***@mail.example.com, <***@x.org> at @")
          .endsWith(", request 7KQM 9XPD)");
    } finally {
      MDC.remove("request_id");
    }
  }
}
