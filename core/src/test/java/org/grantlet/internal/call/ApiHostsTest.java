package org.grantlet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantClient;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token goes to hosts of its provider, and nowhere else. */
class ApiHostsTest {
  private static final String EVENTS = "https://www.googleapis.com/calendar/v3/events";

  private final RecordingSender internet = new RecordingSender();
  private final Grantlet grantlet =
      Grantlet.builder()
          .baseUrl("https://app.example.com")
          .insecureLoopback(true)
          .http(http -> http.sender(internet))
          .integration("google", spec().build())
          .integration("shopify", spec().setting("shop", "acme").build())
          .integration("zoho", spec().build())
          .build();
  private final GrantClient google = client("google", Map.of());

  @AfterEach
  void stop() {
    grantlet.close();
  }

  private static IntegrationSpec.Builder spec() {
    return IntegrationSpec.builder()
        .clientId("client")
        .clientSecret("secret")
        .redirectUris("https://app.example.com/connected");
  }

  private GrantClient client(String provider, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("refresh_token", "1//refresh");
    Grant grant =
        grantlet.grants().create(provider, new GrantSpec(all, null, null, null, "account"));
    internet.calls.clear();
    return grantlet.client(grant.id());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return google.send(request, BodyHandlers.ofString());
  }

  private static void assertRefused(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
              assertThat(e.getMessage())
                  .startsWith(field + " ")
                  .doesNotContain(RecordingSender.TOKEN);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        EVENTS,
        "https://WWW.GoogleAPIs.com/calendar/v3/events",
        "https://www.googleapis.com:443/calendar/v3/events",
        "https://gmail.googleapis.com/gmail/v1/users/me/messages"
      })
  void hostOfTheProvider_getsTheToken(String uri) throws Exception {
    assertThat(send(HttpRequest.newBuilder(URI.create(uri)).build()).statusCode()).isEqualTo(200);
    assertThat(internet.calls).hasSize(1);
    assertThat(internet.calls.get(0).headers())
        .containsEntry("Authorization", "Bearer " + RecordingSender.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil-googleapis.com/",
        "https://evilgoogleapis.com/",
        "https://www.googleapis.com.evil.com/",
        "https://googleapis.com.evil.com/",
        "https://googleapis.com/",
        "https://a.b.googleapis.com/",
        "https://.googleapis.com/",
        "https://www.googleapis.com./",
        "https://www.googleapis.com@evil.com/",
        "https://user:pass@www.googleapis.com/",
        "https://www.googleapis.com:8443/",
        "https://www.googleapis.com:80/",
        "http://www.googleapis.com/",
        "http://www.googleapis.com:443/",
        "https://www.gооgleapis.com/", // Cyrillic o
        "https://www.xn--ggleapis-55ga.com/",
        "https://www。googleapis。com/",
        "https://[::1]/",
        "https://[2001:4860:4860::8888]/",
        "https://142.250.0.1/",
        "https://127.0.0.1/",
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "https://evil.com/www.googleapis.com/",
        "https://evil.com?www.googleapis.com",
        "https://www.googleapis.com/#x",
        "https://www.googleapis.com/caf\u00e9",
        "https://www.googleapis.com/\u560d\u560a", // line breaks, if cut to bytes
      })
  void anyOtherAddress_isRefused_andNothingIsSent(String address) {
    URI uri = URI.create(address);
    assertRefused(() -> send(new OddRequest(uri, "GET", Map.of())), "uri");
    assertRefused(() -> google.uri(address), "uri");
    assertThat(internet.calls).isEmpty();
  }

  /** A sender of the application may not know its limit. */
  @Test
  void responseThatIsTooLong_isRefused() {
    internet.answer(new byte[(16 << 20) + 1]);
    assertThatThrownBy(() -> send(HttpRequest.newBuilder(URI.create(EVENTS)).build()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("the reply is larger than 16777216 bytes");
  }

  @Test
  void refusal_saysWhereTheTokenGoes_andWhichKeyAddsHosts() {
    assertThatThrownBy(() -> google.uri("https://content.google.com/x"))
        .hasMessage(
            "uri is at https://content.google.com, where the access token of a grant of google is"
                + " not sent: it goes to https://*.googleapis.com, https://www.googleapis.com"
                + " (settings.api_hosts of the integration, grantlet.integration.google.api-hosts,"
                + " adds hosts)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "authorization",
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Proxy-Authorization",
        "User-Agent",
        "Expect",
        "Upgrade"
      })
  void headerThatIsTheClients_isRefusedByItsName(String name) {
    HttpRequest request =
        new OddRequest(URI.create(EVENTS), "GET", Map.of(name, List.of("evil.com")));
    assertRefused(() -> send(request), "headers." + name);
    assertThat(internet.calls).isEmpty();
  }

  @Test
  void headerWithALineBreak_isRefused() {
    assertRefused(
        () ->
            send(
                new OddRequest(URI.create(EVENTS), "GET", Map.of("X", List.of("a\r\nHost: evil")))),
        "headers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "TRACE", "GET / HTTP/1.1\r\nX:", ""})
  void methodThatNoApiHas_isRefused(String method) {
    assertRefused(() -> send(new OddRequest(URI.create(EVENTS), method, Map.of())), "method");
  }

  @Test
  void headersOfTheApplication_goAlong() throws Exception {
    send(
        HttpRequest.newBuilder(URI.create(EVENTS))
            .header("If-None-Match", "\"1\"")
            .header("X-Two", "a")
            .header("X-Two", "b")
            .build());
    assertThat(internet.calls.get(0).headers())
        .containsEntry("If-None-Match", "\"1\"")
        .containsEntry("X-Two", "a, b")
        .containsKey("Accept");
  }

  @Test
  void shopify_hasItsOwnHeader_andTheShopsHostAlone() throws Exception {
    GrantClient shop = client("shopify", Map.of());
    URI uri = shop.uri("2026-07/orders.json");
    assertThat(uri)
        .isEqualTo(URI.create("https://acme.myshopify.com/admin/api/2026-07/orders.json"));
    shop.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    assertThat(internet.calls.get(0).headers())
        .containsEntry("X-Shopify-Access-Token", RecordingSender.TOKEN)
        .doesNotContainKey("Authorization");
    assertRefused(() -> shop.uri("https://other.myshopify.com/admin/api/x"), "uri");
    HttpRequest own =
        HttpRequest.newBuilder(uri).header("x-shopify-access-token", "another").build();
    assertRefused(
        () -> shop.send(own, BodyHandlers.discarding()), "headers.x-shopify-access-token");
  }

  /** Zoho says the account's API with its tokens; until then nothing is sent anywhere. */
  @Test
  void addressThatTheProviderHasNotSaid_isNotKnown() {
    GrantClient zoho = client("zoho", Map.of("api_domain", "https://www.zohoapis.eu"));
    assertThatThrownBy(() -> zoho.uri("crm/v8/Leads"))
        .hasMessage(
            "uri must be a whole address: the base address of the API of zoho is not known; set"
                + " settings.api_base of the integration (grantlet.integration.zoho.api-base)");
    assertRefused(() -> zoho.uri("https://www.zohoapis.eu/crm/v8/Leads"), "uri");
  }

  @Test
  void hostsOfTheConfiguration_areAdded_andTheBaseReplaced() throws Exception {
    IntegrationSpec spec =
        spec()
            .setting("api_base", "https://gateway.example.com/google")
            .setting("api_hosts", "content.google.com, files.example.com")
            .build();
    try (Grantlet other =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .http(http -> http.sender(internet))
            .integration("google", spec)
            .build()) {
      Grant grant =
          other
              .grants()
              .create(
                  "google", new GrantSpec(Map.of("refresh_token", "1//r"), null, null, null, null));
      GrantClient client = other.client(grant.id());
      assertThat(client.uri("calendar/v3"))
          .isEqualTo(URI.create("https://gateway.example.com/google/calendar/v3"));
      for (String host : List.of("content.google.com", "files.example.com", "www.googleapis.com")) {
        assertThat(client.uri("https://" + host + "/x").getHost()).isEqualTo(host);
      }
      assertRefused(() -> client.uri("https://example.com/"), "uri");
      assertRefused(() -> client.uri("https://a.files.example.com/"), "uri");
    }
  }
}
