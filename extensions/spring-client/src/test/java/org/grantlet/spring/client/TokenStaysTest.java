package org.grantlet.spring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.spring.client.GrantAttributes.grant;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Whichever HTTP client the application has set up: the token goes to the provider alone. */
@Timeout(120)
class TokenStaysTest {
  private static Api api;

  private final AtomicInteger own = new AtomicInteger();
  private int before;

  @BeforeAll
  static void start() {
    api = new Api();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void renew() {
    api.renew();
    before = api.server.requests().size();
  }

  /** The application's builder, whose requests are counted. */
  private RestClient.Builder rest(Factory factory) {
    ClientHttpRequestFactory blocking = factory.blocking();
    return RestClient.builder()
        .requestFactory(
            (uri, method) -> {
              own.incrementAndGet();
              return blocking.createRequest(uri, method);
            });
  }

  private WebClient.Builder web(Factory factory) {
    ClientHttpConnector reactive = factory.reactive();
    return WebClient.builder()
        .clientConnector(
            (method, uri, write) -> {
              own.incrementAndGet();
              return reactive.connect(method, uri, write);
            });
  }

  private int rest(RestClient client, URI uri, Consumer<HttpHeaders> headers) {
    return client
        .get()
        .uri(uri)
        .headers(headers)
        .attributes(grant(api.grant.id()))
        .exchange((request, response) -> response.getStatusCode().value());
  }

  private int web(WebClient client, URI uri, Consumer<HttpHeaders> headers) {
    return client
        .get()
        .uri(uri)
        .headers(headers)
        .attributes(grant(api.grant.id()))
        .exchangeToMono(response -> response.toBodilessEntity())
        .block()
        .getStatusCode()
        .value();
  }

  private RestClient restWithGrants(Factory factory) {
    return new GrantRestClient(api.grantlet::client, rest(factory)).builder().build();
  }

  private WebClient webWithGrants(Factory factory) {
    return new GrantWebClient(api.grantlet::client, web(factory)).builder().build();
  }

  private void assertRefused(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
              assertThat(e.getMessage()).startsWith(field + " ").doesNotContain(api.token());
            });
  }

  private void assertNothingWasSent() {
    assertThat(api.server.requests()).hasSize(before);
    assertThat(api.other.requests()).isEmpty();
    assertThat(own).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void addressElsewhere_isRefused_andNothingIsSent(Factory factory) {
    RestClient rest = restWithGrants(factory);
    WebClient web = webWithGrants(factory);
    for (URI uri : Elsewhere.uris(api)) {
      assertRefused(() -> rest(rest, uri, headers -> {}), "uri");
      assertRefused(() -> web(web, uri, headers -> {}), "uri");
    }
    assertNothingWasSent();
  }

  @ParameterizedTest
  @EnumSource
  void redirectElsewhere_isTheResponse_andNotFollowed(Factory factory) {
    RestClient rest = restWithGrants(factory);
    WebClient web = webWithGrants(factory);
    URI events = URI.create("events");
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      for (String to : Elsewhere.addresses(api)) {
        String ascii = to.replaceAll("[^ -~]", "%C3");
        api.answers = request -> Api.redirect(status, ascii);
        int sent = api.server.requests().size();
        assertThat(rest(rest, events, headers -> {})).as(to).isEqualTo(status);
        assertThat(web(web, events, headers -> {})).as(to).isEqualTo(status);
        assertThat(api.server.requests()).as(to).hasSize(sent + 2);
      }
    }
    assertThat(api.other.requests()).isEmpty();
    assertThat(own).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void redirectToTheProvider_isFollowed_withTheToken(Factory factory) {
    api.answers =
        request -> request.startsWith("GET /v1/events") ? Api.redirect(307, "/v2/x") : Api.ok("ok");
    assertThat(rest(restWithGrants(factory), URI.create("events"), headers -> {})).isEqualTo(200);
    assertThat(api.last()).startsWith("GET /v2/x").contains("Bearer " + api.token());
    assertThat(web(webWithGrants(factory), URI.create("events"), headers -> {})).isEqualTo(200);
    assertThat(api.last()).startsWith("GET /v2/x").contains("Bearer " + api.token());
    assertThat(own).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void headerThatIsNotTheApplications_isRefusedByItsName(Factory factory) {
    URI events = URI.create("events");
    for (String name : new String[] {"Host", "Authorization", "Proxy-Authorization", "Upgrade"}) {
      Consumer<HttpHeaders> evil = headers -> headers.set(name, "evil.example");
      assertRefused(() -> rest(restWithGrants(factory), events, evil), "headers." + name);
      assertRefused(() -> web(webWithGrants(factory), events, evil), "headers." + name);
    }
    assertNothingWasSent();
  }

  /** Also where a call of its own names a grant by mistake. */
  @ParameterizedTest
  @EnumSource
  void clientsOfTheApplication_keepTheirFactory_andGetNoToken(Factory factory) {
    RestClient.Builder rest = rest(factory);
    WebClient.Builder web = web(factory);
    new GrantRestClient(api.grantlet::client, rest).builder().build();
    new GrantWebClient(api.grantlet::client, web).builder().build();
    URI events = URI.create("http://127.0.0.1:" + api.server.port() + "/v1/events");

    assertThat(rest(rest.build(), events, headers -> {})).isEqualTo(200);
    assertThat(web(web.build(), events, headers -> {})).isEqualTo(200);
    assertThat(own).hasValue(2);
    assertThat(api.server.requests())
        .hasSize(before + 2)
        .noneMatch(request -> request.contains(api.token()));
  }

  /** A builder that gets a factory of the application has lost the token, not its walls. */
  @ParameterizedTest
  @EnumSource
  void builderThatGetsAnotherFactory_sendsNoToken(Factory factory) {
    RestClient rest =
        new GrantRestClient(api.grantlet::client)
            .builder()
            .requestFactory(factory.blocking())
            .build();
    WebClient web =
        new GrantWebClient(api.grantlet::client)
            .builder()
            .clientConnector(factory.reactive())
            .build();
    URI events = URI.create("http://127.0.0.1:" + api.server.port() + "/v1/events");
    assertThat(rest(rest, events, headers -> {})).isEqualTo(200);
    assertThat(web(web, events, headers -> {})).isEqualTo(200);
    assertThat(api.server.requests())
        .hasSize(before + 2)
        .noneMatch(request -> request.contains(api.token()));
  }
}
