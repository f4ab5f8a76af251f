package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.Grants;
import org.grantlet.sample.CalendarException.Reason;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to a provider's API with a grant, and what becomes of those that fail. */
class CalendarTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String EVENTS =
      """
      {"items": [
        {"start": {"date": "2026-11-27"}, "end": {"date": "2026-11-28"}},
        {"summary": "Tea & <scones>", "start": {"dateTime": "2026-11-27T09:00:00+01:00"},
         "end": {"dateTime": "2026-11-27T10:00:00+01:00"}}]}
      """;

  private static SampleServer sample;
  private static Grants grants;

  private final TestBrowser ada = new TestBrowser();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> tokens = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer api;
  private Grant grant;

  @BeforeAll
  static void start() throws IOException {
    sample = SampleServer.start(0, true);
    grants = sample.hostedAuth().grants();
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @BeforeEach
  void connect() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::answer);
    api.start();
    ada.post(at("/sign-in"), Map.of("user", "ada"));
    comeBackFromTheProvider(ada.submit(at("/accounts/connect"), Map.of("provider", "demo")));
    grant = grants.list(GrantQuery.builder().accountId("ada").build()).get(0);
  }

  @AfterEach
  void disconnect() {
    end.countDown();
    api.stop(0);
    grants.delete(grant.id());
  }

  private HttpResponse<String> comeBackFromTheProvider(HttpResponse<String> login) {
    HttpResponse<String> consent = ada.submit(login, Map.of("email", "ada@example.org"));
    return ada.submit(consent, Map.of("decision", "allow"));
  }

  private static URI at(String path) {
    return URI.create(sample.url() + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    int status = answers.isEmpty() ? HTTPResponse.SC_OK : answers.remove();
    byte[] body = EVENTS.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private CalendarApi client(URI endpoint, Duration timeout) {
    return new CalendarApi(Map.of("demo", endpoint), timeout);
  }

  private CalendarApi client() {
    return client(endpoint(), TIMEOUT);
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/events");
  }

  private void assertFails(CalendarApi client, Reason reason) {
    assertThatThrownBy(() -> client.next(grants, grant))
        .isInstanceOfSatisfying(
            CalendarException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void events_areRead_thoseOfAWholeDayAndWithoutTitleToo() throws Exception {
    List<Appointment> found = client().next(grants, grant);
    assertThat(found).hasSize(2);
    assertThat(found.get(0)).isEqualTo(new Appointment("", LocalDate.of(2026, 11, 27), null, null));
    String page = CalendarPages.list(new Texts(Locale.UK), found);
    assertThat(page).contains("(no title)", "All day", "Tea &amp; &lt;scones&gt;", "09:00 – 10:00");
    assertThat(tokens).containsExactly("Bearer " + grants.accessToken(grant.id()).value());
  }

  @Test
  void tokenEndedBeforeItsTime_isRefreshedOnce() throws Exception {
    answers.add(401);
    assertThat(client().next(grants, grant)).hasSize(2);
    assertThat(tokens).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void tokenRefusedAgainAfterARefresh_needsTheUser() {
    answers.addAll(List.of(401, 401));
    assertFails(client(), Reason.RECONNECT);
    assertThat(tokens).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"403, RECONNECT", "404, FAILED", "429, FAILED", "503, FAILED", "302, FAILED"})
  void otherAnswers_areNotRepeated(int status, Reason reason) {
    answers.add(status);
    assertFails(client(), reason);
    assertThat(tokens).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"no JSON", "{}", "{\"items\": [{}]}", "{\"items\": [{\"start\": {}, \"end\": {}}]}"})
  void answerThatIsNoCalendar_isAFailure(String body) {
    api.removeContext("/");
    api.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    assertFails(client(), Reason.FAILED);
  }

  @Test
  void answerThatStopsAfterItsHeaders_timesOut() {
    api.removeContext("/");
    api.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().flush();
          await(end);
        });
    assertFails(client(endpoint(), Duration.ofMillis(300)), Reason.TIMEOUT);
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void apiThatIsNotThere_isAFailure() {
    api.stop(0);
    assertFails(client(), Reason.FAILED);
  }

  /** The whole way: ended at the provider, seen here, connected again. */
  @Test
  void accessEndedAtTheProvider_asksToReconnect_andThenWorks() {
    URI calendar = at("/accounts/" + grant.id() + "/calendar");
    assertThat(ada.get(calendar).body()).contains("Tea with Charles Babbage");
    endAccessAtTheProvider();

    HttpResponse<String> ended = ada.get(calendar);
    assertThat(ended.body())
        .contains("Demo Identity does not let us read this calendar any more")
        .contains("/accounts/" + grant.id() + "/reconnect");
    assertThat(ada.get(at("/")).body())
        .contains("Access ended")
        .contains("Demo Identity ended this connection without giving a reason")
        .doesNotContain(calendar.getPath());

    HttpResponse<String> login = ada.submit(at("/accounts/" + grant.id() + "/reconnect"), Map.of());
    assertThat(comeBackFromTheProvider(login).body())
        .contains("Account reconnected")
        .contains("ada@example.org at Demo Identity works again.");
    assertThat(ada.get(calendar).body()).contains("Tea with Charles Babbage");
  }

  private void endAccessAtTheProvider() {
    String client =
        SampleConfiguration.DEMO_CLIENT_ID + ":" + SampleConfiguration.DEMO_CLIENT_SECRET;
    HttpResponse<String> revoked =
        new TestBrowser()
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
            .post(
                URI.create("http://127.0.0.1:" + at("/").getPort() + "/demo-provider/revoke"),
                Map.of("token", grants.accessToken(grant.id()).value()));
    assertThat(revoked.statusCode()).isEqualTo(200);
  }

  @Test
  void demoCalendar_wantsATokenThatMayReadIt() {
    URI events =
        URI.create(
            "http://127.0.0.1:"
                + at("/").getPort()
                + "/demo-provider/calendar/v3/calendars/primary/events?maxResults=x");
    HttpResponse<String> without = new TestBrowser().get(events);
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    HttpResponse<String> wrong =
        new TestBrowser().header("Authorization", "Bearer made-up").get(events);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("invalid_token");
    String token = grants.accessToken(grant.id()).value();
    assertThat(
            new TestBrowser().header("Authorization", "Bearer " + token).get(events).statusCode())
        .isEqualTo(400);
  }
}
