package org.grantlet.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DefaultApi;
import org.openapitools.client.model.Error;
import org.openapitools.client.model.ErrorType;
import org.openapitools.client.model.Grant;
import org.openapitools.client.model.GrantCreate;
import org.openapitools.client.model.GrantCreateSettings;
import org.openapitools.client.model.GrantList;
import org.openapitools.client.model.GrantReconnect;
import org.openapitools.client.model.GrantUpdate;
import org.openapitools.client.model.HostedAuthCreate;
import org.openapitools.client.model.Integration;
import org.openapitools.client.model.IntegrationCreate;
import org.openapitools.client.model.IntegrationCreateSettings;
import org.openapitools.client.model.IntegrationUpdate;
import org.openapitools.client.model.LoginUrl;
import org.openapitools.client.model.Webhook;
import org.openapitools.client.model.WebhookCreate;
import org.openapitools.client.model.WebhookMade;

/** The client that a generator makes of openapi.json compiles, and makes every call. */
class GeneratedClientTest {
  private final Set<String> called = new TreeSet<>();
  private final ApiClient client = new ApiClient();
  private ClientApp app;
  private DefaultApi api;

  @BeforeEach
  void start() throws Exception {
    app = new ClientApp();
    client.updateBaseUri(app.api().toString());
    String credentials = ClientApp.CLIENT_ID + ":" + ClientApp.CLIENT_SECRET;
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + basic));
    client.setResponseInterceptor(
        response ->
            called.add(
                response.request().method()
                    + " "
                    + template(response.request().uri().getPath().substring("/connect".length()))));
    api = new DefaultApi(client);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private static String template(String path) {
    return path.replaceFirst("^/integrations/[^/]+", "/integrations/{provider}")
        .replaceFirst("^/grants/[^/]+", "/grants/{id}")
        .replaceFirst("^/events/[^/]+", "/events/{id}")
        .replaceFirst("^/webhooks/[^/]+", "/webhooks/{id}");
  }

  @Test
  @SuppressWarnings("unchecked") // the description is a JSON object of JSON objects
  void everyCall_isMade() throws Exception {
    integrations();
    Grant grant = login();
    grants(grant);
    events();
    webhooks();
    catalogue();
    api.deleteIntegration("acme");

    Set<String> described = new TreeSet<>();
    Map<String, Map<String, Object>> paths =
        (Map<String, Map<String, Object>>) api.getDescription().get("paths");
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(method -> !method.equals("parameters"))
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    assertThat(called).isEqualTo(described);
  }

  private void integrations() throws ApiException {
    Map<String, String> settings = app.provider.openIdSettings();
    Integration made =
        api.createIntegration(
                new IntegrationCreate()
                    .provider("acme")
                    .name("Acme")
                    .settings(
                        new IntegrationCreateSettings()
                            .clientId(settings.get("client_id"))
                            .clientSecret(settings.get("client_secret"))
                            .issuer(settings.get("issuer")))
                    .scope(List.of("openid", "email"))
                    .redirectUris(List.of(app.redirectUri()))
                    .expiresIn(600L))
            .getData();
    assertThat(made.getSettings()).containsEntry("client_secret", "***");
    assertThat(api.updateIntegration("acme", new IntegrationUpdate().name("Acme 2")).getData())
        .satisfies(changed -> assertThat(changed.getName()).isEqualTo("Acme 2"));
    assertThat(api.getIntegration("acme").getData().getId()).isEqualTo(made.getId());
    assertThat(api.listIntegrations(10, 0).getData()).hasSize(1);
  }

  private void webhooks() throws ApiException {
    WebhookCreate wanted = new WebhookCreate().webhookUrl("https://crm.invalid/grantlet");
    WebhookMade made = api.createWebhook(wanted.description("for the CRM")).getData();
    String id = made.getId();
    assertThat(made.getWebhookSecret()).startsWith("whsec_");
    assertThat(api.listWebhooks(10, 0).getData()).hasSize(1);
    assertThat(api.getWebhook(id).getData().getStatus()).isEqualTo(Webhook.StatusEnum.ACTIVE);
    assertThat(api.replaceWebhook(id, wanted.description(null)).getData().getDescription())
        .isNull();
    assertThat(api.testWebhook(id).getData().getDelivered()).isFalse();
    assertThat(api.listWebhookDeliveries(id, 10, 0).getData()).hasSize(1);
    assertThat(api.enableWebhook(id).getData().getFailingSince()).isNull();
    assertThat(api.redeliverToWebhook(0L, id).getData().getRedelivered()).isNotNegative();
    assertThat(api.rotateWebhookSecret(id, 60).getData().getOldSecretUntil()).isPositive();
    assertThat(api.deleteWebhook(id).getSuccess().getValue()).isTrue();
  }

  private Grant login() throws ApiException {
    HostedAuthCreate request =
        new HostedAuthCreate()
            .provider(List.of("acme"))
            .redirectUri(app.redirectUri().toString())
            .state("s")
            .metadata(Map.of("plan", "pro"));
    assertThat(api.createLoginUrl(request).getData().getRequest().getProvider())
        .isEqualTo(List.of("acme"));
    LoginUrl url = api.createLoginUrl(request.provider("acme").accountId("account-1")).getData();
    URI end = new TestBrowser().header("Sec-Fetch-Site", "same-origin").open(url.getUrl()).uri();
    assertThat(end.getRawQuery()).contains("success=true");
    GrantList grants =
        api.listGrants(
            10, 0, "created_at", "asc", 0L, null, null, "valid", null, "acme", "account-1");
    assertThat(grants.getData()).hasSize(1);
    return grants.getData().get(0);
  }

  private void grants(Grant grant) throws ApiException {
    String id = grant.getId().toString();
    assertThat(grant.getMetadata()).containsEntry("plan", "pro");
    assertThat(grant.getRefreshable()).isTrue();
    assertThat(api.getGrant(id).getData().getEmail()).isEqualTo(grant.getEmail());
    assertThat(
            api.updateGrant(id, new GrantUpdate().metadata(Map.of("plan", "free")))
                .getData()
                .getMetadata())
        .containsEntry("plan", "free");
    assertThat(api.getAccessToken(id).getData().getAccessToken()).isNotEmpty();
    assertThat(api.syncGrant(id, null).getData().getId()).isEqualTo(grant.getId());
    assertThat(api.syncGrantByPost(id, 0L).getData().getId()).isEqualTo(grant.getId());
    assertThat(api.summarizeGrants().getData().getValid()).isEqualTo(1);
    assertThat(api.reconnectGrant(id, new GrantReconnect()).getData().getUrl()).isNotNull();
    GrantCreateSettings token =
        new GrantCreateSettings().refreshToken(app.provider.issueRefreshToken("openid email"));
    assertThat(
            api.createGrant(new GrantCreate().provider("acme").settings(token).accountId("other"))
                .getData()
                .getGrantStatus())
        .isEqualTo(Grant.GrantStatusEnum.VALID);
    assertThat(api.deleteGrant(id).getSuccess().getValue()).isTrue();
    assertThat(api.deleteGrantsOfAccount("other").getData()).hasSize(1);
  }

  private void events() throws ApiException {
    assertThat(api.listEvents("true", 10, 0).getData()).isEmpty();
    ApiException none = catchThrowableOfType(ApiException.class, () -> api.retellEvent("unknown"));
    assertThat(none.getCode()).isEqualTo(404);
  }

  private void catalogue() throws ApiException {
    assertThat(api.listProviders(200, 0).getData())
        .extracting(provider -> provider.getProvider())
        .contains("google");
    assertThat(api.detectProvider("ada@gmail.com").getData().getProvider()).isEqualTo("google");
    assertThat(api.detectProviderByPost("ada@nowhere.example").getData().getDetected()).isFalse();
  }

  @Test
  void errors_haveTheirModel() throws Exception {
    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> api.getIntegration("nothing"));
    assertThat(failure.getCode()).isEqualTo(404);
    Error error = client.getObjectMapper().readValue(failure.getResponseBody(), Error.class);
    assertThat(error.getSuccess().getValue()).isFalse();
    assertThat(error.getError().getType()).isEqualTo(ErrorType.INTEGRATION_NOT_FOUND);
    assertThat(error.getRequestId()).isNotEmpty();
  }
}
