package org.grantlet.servlet.internal.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.internal.browser.OwnerCheck.Match;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a visitor is told who is not the owner of a login. */
class OwnerCheckTest {
  private static Throwable refusal(Match match, GrantletException denied) {
    HttpServletRequest http =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                OwnerCheckTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> null);
    EndpointRequest request =
        new EndpointRequest(http, null, "/login", "7KQM-9XPD", null, false, null);
    AppUrls urls = new AppUrls("https://app.example.com", "/connect");
    OwnerCheck check = new OwnerCheck(RequestOwner.principalOrSession(), urls);
    return catchThrowable(
        () ->
            check.refuse(
                request,
                match,
                "user:ada",
                () -> {
                  throw denied;
                }));
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"INTERNAL_ERROR", "UNAVAILABLE", "LOGIN_ID_INVALID", "STATE_INVALID"})
  void otherErrors_stayWhatTheyAre(ErrorCode code) {
    GrantletException failure =
        new GrantletException(code, "The database is down", new IllegalStateException("why"));
    assertThat(refusal(Match.NOBODY, failure)).isSameAs(failure);
  }

  @Test
  void otherUser_isTold_andNobody_isAskedToSignIn() {
    GrantletException denied = new GrantletException(ErrorCode.ACCESS_DENIED, "Another user's");
    assertThat(refusal(Match.OTHER, denied)).isSameAs(denied);
    assertThat(refusal(Match.NOBODY, denied))
        .isInstanceOf(PageException.class)
        .hasMessage("Nobody is signed in; this login was begun by a user");
  }
}
