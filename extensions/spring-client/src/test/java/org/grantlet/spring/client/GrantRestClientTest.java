package org.grantlet.spring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.spring.client.GrantAttributes.grant;
import static org.grantlet.spring.client.GrantAttributes.timeout;

import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.grantlet.ErrorCode;
import org.grantlet.GrantClient;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.SpringVersion;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException.Unauthorized;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** What {@link RestClient} makes of calls with a grant. */
@Timeout(120)
class GrantRestClientTest {
  private final Api api = new Api();
  private final Function<String, GrantClient> clients = api.grantlet::client;
  private final RestClient rest = new GrantRestClient(clients).builder().build();

  @AfterEach
  void stop() {
    api.close();
  }

  private RestClient.ResponseSpec get(String uri) {
    return rest.get().uri(uri).attributes(grant(api.grant.id())).retrieve();
  }

  /** The build runs these tests twice. */
  @Test
  void spring_isTheOneThatTheBuildMeans() {
    String expected = System.getProperty("spring.expected", SpringVersion.getVersion());
    assertThat(SpringVersion.getVersion()).isEqualTo(expected);
  }

  @Test
  void path_isResolvedAgainstTheBaseAddress_andHasTheToken() {
    String answer = new Calendars(new GrantRestClient(clients)).events(api.grant.id());
    assertThat(answer).isEqualTo("ok");
    assertThat(api.last())
        .startsWith("GET /v1/calendar/v3/calendars/primary/events HTTP/1.1")
        .contains("Authorization: Bearer " + api.token());
  }

  @Test
  void everyKindOfAddress_isResolvedLikeALink() {
    URI whole = URI.create("http://127.0.0.1:" + api.server.port() + "/v1/next?page=2");
    rest.get()
        .uri("/connections?at={at}", "a b&c")
        .attributes(grant(api.grant.id()))
        .retrieve()
        .toBodilessEntity();
    assertThat(api.last()).startsWith("GET /connections?at=a%20b%26c ");
    rest.get().uri(whole).attributes(grant(api.grant.id())).retrieve().toBodilessEntity();
    assertThat(api.last()).startsWith("GET /v1/next?page=2 ");
  }

  @Test
  void httpInterface_namesTheGrantByAParameter() {
    // snippet: spring-http-interface-use
    CalendarExchange calendars =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
            .build()
            .createClient(CalendarExchange.class);
    // end of snippet
    assertThat(calendars.events(api.grant.id(), "primary")).isEqualTo("ok");
    assertThat(api.last()).startsWith("GET /v1/calendar/v3/calendars/primary/events ");
  }

  @Test
  void response_isWholeWithItsHeaders() {
    api.answers = request -> Api.ok("{}", "X-One: 1", "X-One: 2", "ETag: \"e\"");
    ResponseEntity<String> answer = get("x").toEntity(String.class);
    assertThat(answer.getBody()).isEqualTo("{}");
    assertThat(answer.getHeaders().getValuesAsList("X-One")).containsExactly("1", "2");
    assertThat(answer.getHeaders().getETag()).isEqualTo("\"e\"");
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.TEXT_PLAIN);
  }

  @Test
  void bodyAndHeaders_areSent_andAgainAfterARefresh() {
    api.refuseThePresentToken();
    rest.post()
        .uri("events")
        .attributes(grant(api.grant.id()))
        .contentType(MediaType.TEXT_PLAIN)
        .header("If-Match", "\"1\"")
        .cookie("a", "b")
        .body("lunch")
        .retrieve()
        .toBodilessEntity();
    assertThat(api.server.requests())
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request)
                    .startsWith("POST /v1/events ")
                    .containsOnlyOnce("Content-Length: 5")
                    .contains("If-Match: \"1\"", "Cookie: a=b", "Content-Type: text/plain")
                    .endsWith("\r\n\r\nlunch"));
    assertThat(api.provider.refreshes()).hasSize(1);
    assertThat(api.last()).contains("Bearer " + api.token());
  }

  @Test
  void tokenThatIsRefusedEverywhere_endsTheGrant() {
    api.answers = request -> Api.UNAUTHORIZED;
    api.provider.userinfo().reply(Reply.status(401));
    assertThatThrownBy(() -> get("x").body(String.class)).isInstanceOf(Unauthorized.class);
    assertThat(api.provider.requests(Endpoint.USERINFO)).hasSize(1);
    assertThat(api.grantlet.grants().get(api.grant.id()).status()).isEqualTo(GrantStatus.INVALID);
    assertThat(api.expired).containsExactly(api.grant.id());
    assertThatThrownBy(() -> get("x").body(String.class))
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID));
  }

  @Test
  void requestWithoutAGrant_saysWhatIsMissing_andIsNotSent() {
    assertThatThrownBy(() -> rest.get().uri("events").retrieve().toBodilessEntity())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The request to events names no grant: it needs .attributes(grant(grantId)), the"
                + " static method of org.grantlet.spring.client.GrantAttributes");
    assertThat(api.server.requests()).isEmpty();
  }

  @Test
  void grantThatIsNotThere_isSaidSo() {
    assertThatThrownBy(
            () -> rest.get().uri("x").attributes(grant("gone")).retrieve().toBodilessEntity())
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.GRANT_NOT_FOUND));
  }

  /** An interceptor that logs requests logs no token, and none can be taken for another host. */
  @Test
  void interceptorsOfTheApplication_areKept_andSeeNoToken() {
    List<HttpHeaders> seen = new CopyOnWriteArrayList<>();
    RestClient.Builder own =
        RestClient.builder()
            .defaultHeader("X-Mine", "1")
            .requestInterceptor(
                (request, body, execution) -> {
                  var response = execution.execute(request, body);
                  seen.add(request.getHeaders());
                  return response;
                });
    RestClient copy = new GrantRestClient(clients, own).builder().build();
    copy.post()
        .uri("x")
        .attributes(grant(api.grant.id()))
        .body("lunch")
        .retrieve()
        .toBodilessEntity();
    assertThat(api.last()).contains("X-Mine: 1", "Bearer " + api.token()).endsWith("lunch");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).getFirst(HttpHeaders.AUTHORIZATION)).isNull();
  }

  @Test
  void builders_areIndependent() {
    GrantRestClient grants = new GrantRestClient(clients);
    grants.builder().defaultHeader("X-Mine", "1");
    grants
        .builder()
        .build()
        .get()
        .uri("x")
        .attributes(grant(api.grant.id()))
        .retrieve()
        .toBodilessEntity();
    assertThat(api.last()).doesNotContain("X-Mine");
  }

  @Test
  void time_isLimitedByTheRequest() {
    api.answers = request -> ""; // and never more
    assertThatThrownBy(
            () ->
                rest.get()
                    .uri("x")
                    .attributes(grant(api.grant.id()))
                    .attributes(timeout(Duration.ofMillis(200)))
                    .retrieve()
                    .toBodilessEntity())
        .isInstanceOf(ResourceAccessException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("The API did not answer within 200 ms");
    assertThatThrownBy(() -> timeout(Duration.ZERO))
        .hasMessage("the timeout must be positive, not PT0S");
  }

  @Test
  void bodyBeyondTheLimit_isRefused_andTheLimitItselfIsSent() {
    byte[] most = new byte[16 << 20];
    assertThat(post(most).getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThatThrownBy(() -> post(new byte[most.length + 1]))
        .isInstanceOf(GrantletException.class)
        .hasMessageStartingWith("body must be at most 16777216 bytes; ");
    assertThat(api.server.requests()).hasSize(1);
  }

  private ResponseEntity<Void> post(byte[] body) {
    return rest.post()
        .uri("x")
        .attributes(grant(api.grant.id()))
        .body(body)
        .retrieve()
        .toBodilessEntity();
  }
}
