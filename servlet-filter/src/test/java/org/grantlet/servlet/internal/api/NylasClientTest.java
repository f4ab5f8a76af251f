package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nylas.Authentication;
import com.nylas.Grant;
import com.nylas.Integration;
import com.nylas.IntegrationHostedAuthentication;
import com.nylas.IntegrationQuery;
import com.nylas.LoginInfo;
import com.nylas.NylasClient;
import com.nylas.RequestFailedException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that was written for another server of this API, unmodified. */
class NylasClientTest {
  private final ApiServer server = ApiServer.start();
  private final String home = server.base().resolve("/connected").toString();
  private final Authentication client = client(ApiServer.CLIENT_SECRET);

  @AfterEach
  void stop() {
    server.close();
  }

  /** Its host is fixed, so an interceptor sends its requests here. */
  private Authentication client(String secret) {
    NylasClient.Builder builder = new NylasClient.Builder();
    builder
        .httpClient()
        .addInterceptor(
            chain -> {
              Request request = chain.request();
              assertThat(request.url().host()).endsWith(".nylas.com");
              HttpUrl here =
                  request
                      .url()
                      .newBuilder()
                      .scheme("http")
                      .host(server.base().getHost())
                      .port(server.base().getPort())
                      .build();
              return chain.proceed(request.newBuilder().url(here).build());
            });
    return builder.build().application(ApiServer.CLIENT_ID, secret).authentication();
  }

  private Integration google() {
    Integration google = new Integration("Our Google");
    google.setClientId(server.provider.clientId());
    google.setClientSecret(server.provider.clientSecret());
    google.addSetting("issuer", server.provider.issuer());
    google.addRedirectUris(home);
    google.addScope("openid", "email");
    google.setExpiresIn(1200L);
    return google;
  }

  private Grant createGrant() throws Exception {
    client.integrations().create(google(), Authentication.Provider.GOOGLE);
    return client
        .grants()
        .create(
            new Grant(
                Authentication.Provider.GOOGLE,
                Map.of("refresh_token", server.provider.issueRefreshToken("openid email"))));
  }

  private static RequestFailedException failure(ThrowingCallable call) {
    return catchThrowableOfType(RequestFailedException.class, call);
  }

  private static void assertFailure(
      RequestFailedException failure, int status, String type, String message) {
    assertThat(failure.getStatusCode()).isEqualTo(status);
    assertThat(failure.getErrorType()).isEqualTo(type);
    assertThat(failure.getErrorMessage()).contains(message);
  }

  @Test
  void integrations_areCreatedListedChangedAndDeleted() throws Exception {
    Integration made = client.integrations().create(google(), Authentication.Provider.GOOGLE);
    assertThat(made.getName()).isEqualTo("Our Google");
    assertThat(made.getProvider()).isEqualTo(Authentication.Provider.GOOGLE);
    assertThat(made.getExpiresIn()).isEqualTo(1200);
    assertThat(made.getRedirectUris()).containsExactly(home);
    assertThat(made.getScope()).containsExactly("openid", "email");
    assertThat(made.getSettings())
        .containsEntry("client_id", server.provider.clientId())
        .containsEntry("client_secret", "***");

    assertThat(client.integrations().list().fetchAll())
        .singleElement()
        .hasToString(made.toString());
    assertThat(client.integrations().list(new IntegrationQuery().limit(5).offset(1)).fetchAll())
        .isEmpty();
    Integration found = client.integrations().get(Authentication.Provider.GOOGLE);
    assertThat(found).hasToString(made.toString());

    found.setName("Another name");
    found.addScope("calendar");
    Integration changed = client.integrations().update(found);
    assertThat(changed.getName()).isEqualTo("Another name");
    assertThat(changed.getScope()).containsExactly("openid", "email", "calendar");
    found.setName("Saved");
    assertThat(client.integrations().save(found, Authentication.Provider.GOOGLE).getName())
        .isEqualTo("Saved");

    client.integrations().delete(Authentication.Provider.GOOGLE);
    assertThat(client.integrations().list().fetchAll()).isEmpty();
  }

  @Test
  void update_withWhatWasAnswered_leavesTheSecretAsItIs() throws Exception {
    Grant grant = createGrant();
    client.integrations().update(client.integrations().get(Authentication.Provider.GOOGLE));

    assertThat(client.grants().onDemandSync(grant.getId()).getGrantStatus()).isEqualTo("valid");
  }

  @Test
  void loginUrl_completedByABrowser_makesAGrant() throws Exception {
    client.integrations().create(google(), Authentication.Provider.GOOGLE);
    IntegrationHostedAuthentication hosted = client.hostedAuthentication();
    LoginInfo login =
        hosted.request(
            hosted
                .requestBuilder()
                .provider(Authentication.Provider.GOOGLE)
                .redirectUri(home)
                .loginHint("ada@example.com")
                .state("the state")
                .expiresIn(300)
                .scope(List.of("openid", "email", "calendar"))
                .settings(Map.of("region", "eu"))
                .metadata(Map.of("plan", "pro")));
    assertThat(login.getUrl()).endsWith("/connect/login?id=" + login.getId());
    assertThat(login.getExpiresAt()).isEqualTo(server.clock.instant().getEpochSecond() + 300);
    assertThat(login.getRequest().getProviderString()).isEqualTo("google");
    assertThat(login.getRequest().getRedirectUri()).isEqualTo(home);
    assertThat(login.getRequest().getState()).isEqualTo("the state");
    assertThat(login.getRequest().getScope()).containsExactly("openid", "email", "calendar");
    assertThat(login.getRequest().getMetadata()).containsEntry("plan", "pro");

    String end = open(login.getUrl());

    assertThat(end).contains("success=true", "provider=google", "state=the state");
    Grant grant = client.grants().list().fetchAll().get(0);
    assertThat(end).contains("grant_id=" + grant.getId());
    assertThat(grant.getEmail()).isEqualTo(TestUser.ADA.email());
    assertThat(grant.getState()).isEqualTo("the state");
    assertThat(grant.getIp()).isEqualTo("127.0.0.1");
    assertThat(grant.getUserAgent()).isNotEmpty();
    assertThat(grant.getMetadata()).containsEntry("plan", "pro");
    assertThat(grant.getSettings()).containsEntry("region", "eu");

    String again =
        hosted
            .request(
                hosted
                    .requestBuilder()
                    .provider(Authentication.Provider.GOOGLE)
                    .redirectUri(home)
                    .grantId(grant.getId()))
            .getUrl();
    assertThat(open(again)).contains("success=true", "grant_id=" + grant.getId());
  }

  private static String open(String url) {
    URI end = new TestBrowser().header("Sec-Fetch-Site", "same-origin").open(url).uri();
    return URLDecoder.decode(end.getQuery(), StandardCharsets.UTF_8);
  }

  @Test
  void grants_areMadeListedChangedSyncedAndDeleted() throws Exception {
    Grant made = createGrant();
    assertThat(made.getProvider()).isEqualTo(Authentication.Provider.GOOGLE);
    assertThat(made.getGrantStatus()).isEqualTo("valid");
    assertThat(made.getEmail()).isEqualTo(TestUser.ADA.email());
    assertThat(made.getCreatedAt()).isEqualTo(server.clock.instant().getEpochSecond());
    assertThat(made.getUpdatedAt()).isEqualTo(made.getCreatedAt());
    assertThat(made.getScope()).containsExactly("openid", "email");

    assertThat(client.grants().list().fetchAll()).singleElement().hasToString(made.toString());
    Grant found = client.grants().get(made.getId());
    assertThat(found).hasToString(made.toString());

    found.addSetting("region", "eu"); // without any the client refuses to send
    found.addMetadata("plan", "pro");
    Grant changed = client.grants().update(found);
    assertThat(changed.getMetadata()).containsEntry("plan", "pro");
    assertThat(changed.getScope()).containsExactly("openid", "email");
    changed.addMetadata("seats", 5);
    assertThat(client.grants().save(changed).getMetadata()).containsEntry("seats", 5.0);

    server.provider.forgetRequests();
    assertThat(client.grants().onDemandSync(made.getId()).getId()).isEqualTo(made.getId());
    assertThat(client.grants().onDemandSync(made.getId(), 1632203403L).getId())
        .isEqualTo(made.getId());
    assertThat(server.provider.refreshes()).hasSize(2);

    client.grants().delete(made.getId());
    assertThat(server.provider.requests(Endpoint.REVOCATION)).isNotEmpty();
    assertThat(client.grants().list().fetchAll()).isEmpty();
  }

  @Test
  void list_fetchesAllPages() throws Exception {
    client.integrations().create(google(), Authentication.Provider.GOOGLE);
    for (int i = 0; i < 7; i++) {
      server.provider.user(new TestUser("subject-" + i, i + "@example.com", "User " + i));
      client
          .grants()
          .create(
              new Grant(
                  Authentication.Provider.GOOGLE,
                  Map.of("refresh_token", server.provider.issueRefreshToken("openid email"))));
    }

    assertThat(client.grants().list().chunkSize(3).fetchAll())
        .extracting(Grant::getEmail)
        .hasSize(7)
        .doesNotHaveDuplicates();
    assertThat(client.grants().list()).hasSize(7);
  }

  @Test
  void failures_showTypeAndMessage() throws Exception {
    assertFailure(
        failure(() -> client("wrong").integrations().list().fetchAll()),
        401,
        "api.authentication_error",
        "credentials");
    assertFailure(
        failure(() -> client.integrations().get(Authentication.Provider.ZOOM)),
        404,
        "integration.not_found",
        "zoom");
    assertFailure(
        failure(
            () ->
                client.integrations().create(new Integration("x"), Authentication.Provider.GOOGLE)),
        400,
        "api.invalid_field",
        "settings.client_id");
    client.integrations().create(google(), Authentication.Provider.GOOGLE);
    assertFailure(
        failure(() -> client.integrations().create(google(), Authentication.Provider.GOOGLE)),
        409,
        "integration.already_exists",
        "google");
  }

  @Test
  void failures_ofHostedAuthAndGrants_showTypeAndMessage() throws Exception {
    client.integrations().create(google(), Authentication.Provider.GOOGLE);
    IntegrationHostedAuthentication hosted = client.hostedAuthentication();
    assertFailure(
        failure(
            () ->
                hosted.request(
                    hosted
                        .requestBuilder()
                        .provider(Authentication.Provider.GOOGLE)
                        .redirectUri("https://evil.example/"))),
        400,
        "grant.callback_uri_not_allowed",
        "https://evil.example/");
    assertFailure(
        failure(() -> client.grants().get("nobody")), 404, "grant.not_found", "no such grant");
    assertFailure(
        failure(
            () ->
                client
                    .grants()
                    .create(
                        new Grant(
                            Authentication.Provider.GOOGLE, Map.of("refresh_token", "made-up")))),
        401,
        "grant.refresh_token_invalid",
        "refresh token");
    assertThat(client.grants().list().fetchAll()).isEmpty();
  }
}
