package org.grantlet.spring.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.spring.client.GrantAttributes.grant;
import static org.grantlet.spring.client.GrantAttributes.timeout;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.grantlet.ErrorCode;
import org.grantlet.GrantClient;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException.Unauthorized;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What {@link WebClient} makes of calls with a grant. */
@Timeout(120)
class GrantWebClientTest {
  private final Api api = new Api();
  private final Function<String, GrantClient> clients = api.grantlet::client;
  private final WebClient web = new GrantWebClient(clients).builder().build();

  @AfterEach
  void stop() {
    api.close();
  }

  private Mono<String> get(String uri) {
    return web.get().uri(uri).attributes(grant(api.grant.id())).retrieve().bodyToMono(String.class);
  }

  private static Mono<String> events(GrantWebClient grants, String grantId) {
    // snippet: spring-web-client
    WebClient web = grants.builder().build();
    Mono<String> events =
        web.get()
            .uri("calendar/v3/calendars/{name}/events", "primary")
            .attributes(grant(grantId))
            .retrieve()
            .bodyToMono(String.class);
    // end of snippet
    return events;
  }

  @Test
  void path_isResolvedAgainstTheBaseAddress_andHasTheToken() {
    Mono<String> events = events(new GrantWebClient(clients), api.grant.id());
    assertThat(api.server.requests()).isEmpty(); // nobody has subscribed
    assertThat(events.block()).isEqualTo("ok");
    assertThat(api.last())
        .startsWith("GET /v1/calendar/v3/calendars/primary/events HTTP/1.1")
        .contains("Authorization: Bearer " + api.token());
    assertThat(events.block()).isEqualTo("ok"); // a retry
    assertThat(api.server.requests()).hasSize(2);
  }

  @Test
  void response_isWholeWithItsHeadersAndCookies() {
    api.answers =
        request -> Api.ok("{}", "X-One: 1", "X-One: 2", "Set-Cookie: a=b; Path=/", "Set-Cookie: =");
    web.get()
        .uri("x")
        .attributes(grant(api.grant.id()))
        .exchangeToMono(
            response -> {
              assertThat(response.headers().header("X-One")).containsExactly("1", "2");
              assertThat(response.cookies().getFirst("a").getValue()).isEqualTo("b");
              assertThat(response.cookies().getFirst("a").getPath()).isEqualTo("/");
              return response.bodyToMono(String.class);
            })
        .as(body -> assertThat(body.block()).isEqualTo("{}"));
  }

  @Test
  void bodyInParts_isSent_andAgainAfterARefresh() {
    api.refuseThePresentToken();
    Flux<DataBuffer> parts =
        Flux.just("lu", "nch")
            .map(part -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(UTF_8)));
    web.post()
        .uri("events")
        .attributes(grant(api.grant.id()))
        .contentType(MediaType.TEXT_PLAIN)
        .cookie("a", "b")
        .body(BodyInserters.fromDataBuffers(parts))
        .retrieve()
        .toBodilessEntity()
        .block();
    assertThat(api.server.requests())
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request)
                    .startsWith("POST /v1/events ")
                    .contains("Cookie: a=b", "Content-Type: text/plain")
                    .endsWith("\r\n\r\nlunch"));
    assertThat(api.provider.refreshes()).hasSize(1);
  }

  @Test
  void tokenThatIsRefusedEverywhere_endsTheGrant_andErrorsAreGrantlets() {
    api.answers = request -> Api.UNAUTHORIZED;
    api.provider.userinfo().reply(Reply.status(401));
    assertThatThrownBy(() -> get("x").block()).isInstanceOf(Unauthorized.class);
    assertThat(api.grantlet.grants().get(api.grant.id()).status()).isEqualTo(GrantStatus.INVALID);
    assertThat(api.expired).containsExactly(api.grant.id());
    assertThatThrownBy(() -> get("x").block())
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID));
  }

  @Test
  void requestWithoutAGrant_saysWhatIsMissing_andIsNotSent() {
    assertThatThrownBy(() -> web.get().uri("events").retrieve().toBodilessEntity().block())
        .hasMessageContaining("names no grant: it needs .attributes(grant(grantId))");
    assertThat(api.server.requests()).isEmpty();
  }

  @Test
  void filtersOfTheApplication_areKept_andSeeNoToken() {
    List<HttpHeaders> seen = new CopyOnWriteArrayList<>();
    WebClient.Builder own =
        WebClient.builder()
            .defaultHeader("X-Mine", "1")
            .filter(
                (request, next) ->
                    next.exchange(request).doOnNext(response -> seen.add(request.headers())));
    WebClient copy = new GrantWebClient(clients, own).builder().build();
    copy.get().uri("x").attributes(grant(api.grant.id())).retrieve().toBodilessEntity().block();
    assertThat(api.last()).contains("X-Mine: 1", "Bearer " + api.token());
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).getFirst(HttpHeaders.AUTHORIZATION)).isNull();
    assertThatThrownBy(
            () ->
                copy.get()
                    .uri("https://evil.example/")
                    .attributes(grant(api.grant.id()))
                    .retrieve()
                    .toBodilessEntity()
                    .block())
        .isInstanceOf(GrantletException.class);
  }

  @Test
  void time_isLimitedByTheRequest() {
    api.answers = request -> ""; // and never more
    assertThatThrownBy(
            () ->
                web.get()
                    .uri("x")
                    .attributes(grant(api.grant.id()))
                    .attributes(timeout(Duration.ofMillis(200)))
                    .retrieve()
                    .toBodilessEntity()
                    .block())
        .isInstanceOf(WebClientRequestException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void bodyBeyondTheLimit_isRefused() {
    assertThatThrownBy(
            () ->
                web.post()
                    .uri("x")
                    .attributes(grant(api.grant.id()))
                    .bodyValue(new byte[(16 << 20) + 1])
                    .retrieve()
                    .toBodilessEntity()
                    .block())
        .isInstanceOf(GrantletException.class)
        .hasMessageStartingWith("body must be at most 16777216 bytes; ");
    assertThat(api.server.requests()).isEmpty();
  }
}
