package org.grantlet.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantClient;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/calling-apis.md shows works; the provider's UserInfo is the API that is called. */
class CallingApisTest {
  private static final String PATH = "userinfo";

  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start().clock(clock);
  private final Grantlet grantlet =
      TestEngine.builder()
          .clock(clock)
          .integration(
              "acme",
              TestEngine.spec(provider.openIdSettings(), "openid", "email")
                  .setting("api_base", provider.issuer())
                  .build())
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
  private final CalendarApi api =
      new CalendarApi(grantlet.grants(), URI.create(provider.issuer() + "/"));

  CallingApisTest() {
    provider.forgetRequests();
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private HttpResponse<String> get() throws Exception {
    return api.get(grant.id(), PATH);
  }

  /** The addresses are the vendors'; the names of settings are ours. */
  @Test
  void table_hasEveryProvider_andSettingsOfItsEntry() {
    Map<String, String> rows = new TreeMap<>();
    Matcher row =
        Pattern.compile("^\\| \\[([a-z]+)]\\(providers\\.md#\\1\\) \\|(.*)$", Pattern.MULTILINE)
            .matcher(Snippets.read(Snippets.root().resolve("docs/calling-apis.md")));
    while (row.find()) {
      rows.put(row.group(1), row.group(2));
    }
    assertThat(rows.keySet()).isEqualTo(ProviderCatalog.builtIn().names());
    rows.forEach(
        (name, text) -> {
          ProviderDefinition entry = ProviderDefinitions.builtIn().find(name).orElseThrow();
          String base = "`" + entry.api().base() + "`";
          String hosts =
              entry.api().hosts().stream().map(host -> ", `" + host + "`").collect(joining());
          assertThat(text).startsWith(" " + base + hosts + " |");
          Matcher setting = Pattern.compile("\\{(\\w+)}").matcher(text);
          while (setting.find()) {
            assertThat(settings(entry)).as(name).contains(setting.group(1));
          }
        });
  }

  private static Set<String> settings(ProviderDefinition entry) {
    Set<String> names = new TreeSet<>();
    entry.captured().forEach(captured -> names.add(captured.setting()));
    entry.inputs().forEach(input -> names.add(input.name()));
    return names;
  }

  @Test
  void grantClient_callsTheApi() throws Exception {
    String grantId = grant.id();
    assertThat(answerOf(grantlet, grantId).uri().getQuery()).isEqualTo("maxResults=10");
  }

  private static HttpResponse<String> answerOf(Grantlet hostedAuth, String grantId)
      throws IOException {
    // snippet: grant-client
    GrantClient google = hostedAuth.client(grantId);
    URI events = google.uri("calendar/v3/calendars/primary/events?maxResults=10");
    HttpResponse<String> answer =
        google.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofString());
    // end of snippet
    return answer;
  }

  @Test
  void credentials_areTheVendors() {
    AccessToken token = grantlet.grants().accessToken(grant.id());
    for (String provider : ProviderCatalog.builtIn().names()) {
      String[] header =
          ApiAnswers.credentials(Grant.builder("id", provider, "integration").build(), token);
      assertThat(header[0] + ": " + header[1])
          .endsWith(token.value())
          .startsWith(
              switch (provider) {
                case "shopify" -> "X-Shopify-Access-Token: ";
                case "zoho" -> "Authorization: Zoho-oauthtoken ";
                default -> "Authorization: Bearer ";
              });
    }
  }

  @Test
  void call_asksForATokenEachTime_soThatAnExpiredOneIsNeverSent() throws Exception {
    assertThat(get().body()).contains(TestUser.ADA.email());
    clock.advance(Duration.ofDays(1));
    assertThat(get().statusCode()).isEqualTo(200);
    assertThat(provider.refreshes()).hasSize(1);
    assertThat(provider.requests(Endpoint.USERINFO))
        .extracting(request -> request.header("Authorization"))
        .doesNotHaveDuplicates()
        .allMatch(header -> header.startsWith("Bearer "));
  }

  @Test
  void tokenThatTheProviderEnded_isRefreshedOnce_andTheCallRepeated() throws Exception {
    provider.userinfo().next(Reply.status(401));
    assertThat(get().statusCode()).isEqualTo(200);
    assertThat(provider.refreshes()).hasSize(1);
    assertThat(provider.requests(Endpoint.USERINFO)).hasSize(2);
  }

  @Test
  void refusalOfAFreshTokenToo_isHandedOn_andNotRefreshedAgain() throws Exception {
    provider.userinfo().reply(Reply.status(401));
    assertThat(get().statusCode()).isEqualTo(401);
    assertThat(provider.refreshes()).hasSize(1);
    assertThat(provider.requests(Endpoint.USERINFO)).hasSize(2);
  }

  @Test
  void grantThatTheUserEnded_isInvalidAfterTheCall() {
    provider.revokeAll();
    assertThatThrownBy(this::get)
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID));
    assertThat(grantlet.grants().get(grant.id()).status()).isEqualTo(GrantStatus.INVALID);
  }

  @Test
  void redirectToAnotherHost_isNotFollowed() throws Exception {
    try (TestProvider other = TestProvider.start()) {
      provider.userinfo().reply(Reply.redirect(302, other.uri(Endpoint.USERINFO).toString()));
      assertThat(get().statusCode()).isEqualTo(302);
      assertThat(other.requests(Endpoint.USERINFO)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/userinfo", "//evil.example/userinfo"})
  void addressElsewhere_getsNoToken(String path) {
    assertThatThrownBy(() -> api.get(grant.id(), path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evil.example");
    assertThat(provider.requests(Endpoint.USERINFO)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"30,30", "99999,300", "soon,1", "'',1", "'Thu, 01 Jan 1970 00:00:00 GMT',0"})
  void waiting_isAsLongAsTheProviderAsks_withinBounds(String header, long seconds)
      throws Exception {
    provider.userinfo().reply(Reply.status(429).header("Retry-After", header));
    assertThat(ApiAnswers.retryAfter(get(), clock)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void waiting_withoutAHeader_isASecond() throws Exception {
    provider.userinfo().reply(Reply.status(429));
    assertThat(ApiAnswers.retryAfter(get(), clock)).isEqualTo(Duration.ofSeconds(1));
  }
}
