package org.grantlet.servlet.internal.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.security.Principal;
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
  private static final AppUrls URLS = new AppUrls("https://app.example.com", "/connect");

  private static final HttpServletRequest NOTHING =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              OwnerCheckTest.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> null);

  private static Throwable refusal(Match match, GrantletException denied) {
    EndpointRequest request =
        new EndpointRequest(NOTHING, null, "/login", "7KQM-9XPD", null, false, null);
    OwnerCheck check = new OwnerCheck(RequestOwner.principalOrSession(), URLS);
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

  /** As the starter's requests do whose user the application could not tell. */
  @Test
  void userThatCannotBeTold_isAskedForBeforeAnOwnerThatLooksElsewhere() {
    GrantletException failure = new GrantletException(ErrorCode.INTERNAL_ERROR, "No table");
    HttpServletRequest http =
        new HttpServletRequestWrapper(NOTHING) {
          @Override
          public Principal getUserPrincipal() {
            throw failure;
          }
        };
    RequestOwner.Owner ada = new RequestOwner.Owner("ada", "ada");
    RequestOwner byHeader =
        new RequestOwner() {
          @Override
          public Owner bind(HttpServletRequest request) {
            return ada;
          }

          @Override
          public Owner of(HttpServletRequest request) {
            return ada;
          }
        };
    OwnerCheck check = new OwnerCheck(byHeader, URLS);
    assertThat(catchThrowable(() -> check.match(http, "ada"))).isSameAs(failure);
    assertThat(catchThrowable(() -> check.hasAccount(http, "ada"))).isSameAs(failure);
    assertThat(check.match(NOTHING, "ada")).isEqualTo(Match.SAME);
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
