package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.Grants;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException.Unauthorized;
import org.springframework.web.client.RestClient;

/** Spring's RestClient, as docs/calling-apis.md shows it; UserInfo is the API. */
class GrantInterceptorTest {
  private final TestProvider provider = TestProvider.start();
  private final Grantlet grantlet =
      TestEngine.builder()
          .integration(
              "acme", TestEngine.spec(provider.openIdSettings(), "openid", "email").build())
          .build();
  private final Grant grant =
      grantlet
          .grants()
          .create(
              "acme",
              new GrantSpec(
                  Map.of("refresh_token", provider.issueRefreshToken("openid email")),
                  null,
                  null,
                  null,
                  "account-1"));
  private final RestClient rest =
      GrantInterceptor.client(grantlet.grants(), provider.issuer() + "/");

  GrantInterceptorTest() {
    provider.forgetRequests();
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private RestClient.ResponseSpec get(String uri) {
    return rest.get().uri(uri).attribute("grant", grant.id()).retrieve();
  }

  @Test
  void call_hasTheTokenOfItsGrant() {
    assertThat(called(grantlet.grants(), provider.issuer() + "/", "userinfo", grant.id()))
        .contains(TestUser.ADA.email());
  }

  private static String called(Grants grants, String base, String path, String grantId) {
    // snippet: rest-client-use
    // base: "https://www.googleapis.com/calendar/v3/", path: "calendars/primary"
    RestClient rest = GrantInterceptor.client(grants, base);
    String answer = rest.get().uri(path).attribute("grant", grantId).retrieve().body(String.class);
    // end of snippet
    return answer;
  }

  @Test
  void tokenThatTheProviderEnded_isRefreshedOnce_andTheCallRepeated() {
    provider.userinfo().next(Reply.status(401));
    assertThat(get("userinfo").body(String.class)).contains(TestUser.ADA.email());
    assertThat(provider.refreshes()).hasSize(1);

    provider.userinfo().reply(Reply.status(401));
    assertThatThrownBy(() -> get("userinfo").toBodilessEntity()).isInstanceOf(Unauthorized.class);
    assertThat(provider.refreshes()).hasSize(2);
  }

  @Test
  void addressElsewhere_getsNoToken_norDoesARedirect() {
    try (TestProvider other = TestProvider.start()) {
      String address = other.uri(Endpoint.USERINFO).toString();
      assertThatThrownBy(() -> get(address).toBodilessEntity())
          .isInstanceOf(IllegalArgumentException.class);
      provider.userinfo().reply(Reply.redirect(302, address));
      assertThat(get("userinfo").toBodilessEntity().getStatusCode()).isEqualTo(HttpStatus.FOUND);
      assertThat(other.requests(Endpoint.USERINFO)).isEmpty();
    }
  }
}
