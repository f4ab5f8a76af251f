package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.grantlet.Grant;
import org.grantlet.GrantClient;
import org.grantlet.GrantQuery;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.Test;

/** What an application does after a login: it calls the provider's API. */
class CallTest {

  @Test
  void grantOfALogin_callsTheApi() throws Exception {
    try (TestApp app = TestApp.start()) {
      TestBrowser browser = new TestBrowser();
      browser.follow(browser.header("Sec-Fetch-Site", "same-origin").get(app.loginUrl()));
      HostedAuth auth = app.hostedAuth();
      auth.integrations()
          .update(
              "acme", IntegrationSpec.builder().setting("api_base", app.provider.issuer()).build());
      Grant grant = auth.grants().list(GrantQuery.builder().build()).get(0);
      GrantClient client = auth.client(grant.id());
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(client.uri("userinfo")).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains(TestUser.ADA.subject());
    }
  }
}
