package org.grantlet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.grantlet.GrantClient;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.test.Answer;
import org.grantlet.test.FakeBrowser;
import org.grantlet.test.FakeProvider;
import org.grantlet.testing.Patience;
import org.grantlet.testing.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins, refreshes and calls of an application, and what the registry has of them. */
@Timeout(120)
class MetricsTest {
  private static final String GONE = "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n";

  @RegisterExtension static final FakeProvider GOOGLE = FakeProvider.as("google");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private App app;
  private HostedAuth auth;

  @BeforeEach
  void start() throws Exception {
    app = new App(this::withDatabase);
    auth = app.auth();
  }

  private void withDatabase(HostedAuthFilterBuilder filter) {
    filter
        .property("grantlet.store", "jdbc:h2:mem:" + UUID.randomUUID())
        .property("grantlet.encryption-key", Base64.getEncoder().encodeToString(new byte[32]))
        .observer(new GrantletMetrics(registry, Tags.of("app", "crm"), Duration.ofMillis(50)));
  }

  @AfterEach
  void stop() throws Exception {
    app.close();
  }

  private String login() {
    FakeBrowser.Page page = GOOGLE.browser().get(app.url + "/connect-google");
    assertThat(page.path()).isEqualTo("/connected");
    return page.text();
  }

  private double counter(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private long timed(String name, String... tags) {
    return registry.get(name).tags(tags).timers().stream().mapToLong(each -> each.count()).sum();
  }

  /** As the name of the series that a person reads. */
  private Set<String> series(String name) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().equals(name))
        .map(
            id ->
                id.getTags().stream()
                    .filter(tag -> !tag.getKey().equals("app"))
                    .map(tag -> tag.getValue())
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void logins_areCountedAsTheyBegin_andTimedAsTheyEnd() {
    login();
    GOOGLE.next(Answer.deny(), Answer.tokenError("invalid_client"));
    login();
    login();
    assertThat(counter("grantlet.logins.begun", "provider", "google")).isEqualTo(3);
    assertThat(series("grantlet.logins"))
        .containsExactly(
            "grant.access_denied google", "success google", "token.exchange_failed google");
    assertThat(timed("grantlet.logins", "outcome", "success")).isEqualTo(1);
    assertThat(registry.get("grantlet.logins").tags("outcome", "success").timer())
        .satisfies(timer -> assertThat(timer.max(TimeUnit.SECONDS)).isBetween(0.0, 60.0));
  }

  @Test
  void callsToProviders_areTimedByEndpointAndAnswer() throws Exception {
    String grant = login();
    GOOGLE.api("GET /calendar/v3/calendars/primary", "{}");
    GOOGLE.api("GET /calendar/v3/busy", 429, "{}");
    GrantClient client = auth.client(grant);
    for (String path : new String[] {"calendars/primary", "busy"}) {
      HttpRequest call = HttpRequest.newBuilder(client.uri("/calendar/v3/" + path)).build();
      client.send(call, HttpResponse.BodyHandlers.discarding());
    }
    auth.grants().delete(grant);
    assertThat(series("grantlet.provider.calls"))
        .containsExactly(
            "api 2xx google",
            "api 429 google",
            "discovery 2xx google",
            "keys 2xx google",
            "revocation 2xx google",
            "token 2xx google");
    assertThat(timed("grantlet.provider.calls", "endpoint", "token")).isEqualTo(1);
    assertThat(
            registry
                .get("grantlet.provider.calls")
                .tags("endpoint", "token")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isPositive();
  }

  @Test
  void refreshes_areTimedByOutcome() {
    String grant = login();
    auth.grants().refresh(grant);
    GOOGLE.next(Answer.refreshStatus(500));
    assertThat(catchCode(() -> auth.grants().refresh(grant))).isEqualTo("api.provider_error");
    String other = login();
    GOOGLE.revoke(other);
    assertThat(catchCode(() -> auth.grants().refresh(other)))
        .isEqualTo("grant.refresh_token_invalid");
    assertThat(series("grantlet.refreshes"))
        .containsExactly(
            "api.provider_error google", "grant.refresh_token_invalid google", "success google");
    assertThat(timed("grantlet.refreshes", "outcome", "success")).isEqualTo(1);
    assertThat(series("grantlet.provider.calls")).contains("token 4xx google", "token 5xx google");
  }

  private static String catchCode(Runnable call) {
    try {
      call.run();
      return "success";
    } catch (GrantletException e) {
      return e.code().wire();
    }
  }

  @Test
  void grants_areGaugesByProviderAndStatus_andGoWithTheFilter() throws Exception {
    login();
    String ended = login();
    GOOGLE.user("grace@example.org");
    login();
    GOOGLE.revoke(ended);
    catchCode(() -> auth.grants().refresh(ended));
    Patience.await("the store to be asked")
        .untilAsserted(
            () -> {
              assertThat(series("grantlet.grants")).contains("google valid", "google invalid");
              assertThat(registry.find("grantlet.grants").tags("status", "invalid").gauges())
                  .extracting(Gauge::value)
                  .containsExactly(1.0);
            });
    app.close();
    assertThat(series("grantlet.grants")).isEmpty();
    assertThat(registry.find("grantlet.events.waiting").gauges()).isEmpty();
  }

  @Test
  void eventsThatWaitOrAreSetAside_areGauges_andWebhooksAreTimed() throws Exception {
    Patience.await("the store to be asked")
        .until(() -> registry.get("grantlet.events.waiting").gauge().value() == 0);
    assertThat(registry.get("grantlet.events.set.aside").gauge().value()).isZero();
    app.close();
    try (RawServer receiver =
        RawServer.start(
            (socket, request, number, nth) -> {
              RawServer.write(socket, GONE);
              return false;
            })) {
      app =
          new App(
              filter -> {
                withDatabase(filter);
                filter.grantlet(
                    core ->
                        core.webhook(
                            "crm",
                            "http://127.0.0.1:" + receiver.port() + "/",
                            Secret.of(
                                "whsec_" + Base64.getEncoder().encodeToString(new byte[32]))));
              });
      login();
      Patience.await("the webhook to be called")
          .until(() -> registry.find("grantlet.webhook.attempts").timer() != null);
      assertThat(series("grantlet.webhook.attempts")).containsExactly("4xx");
    }
  }

  @Test
  void requests_areTimedByEndpointOutcomeAndStatus() {
    login();
    FakeBrowser browser = GOOGLE.browser();
    browser.get(app.url + "/connect/login?id=unknown");
    browser.get(app.url + "/connect/callback/google?code=c&state=made-up");
    browser.get(app.url + "/connected?success=true&grant_id=made-up");
    browser.header("Accept", "text/html").get(app.url + "/connect/nothing");
    FakeBrowser program = GOOGLE.browser();
    program.header("Accept", "application/json");
    program.get(app.url + "/connect/grants");
    String credentials = "app:" + App.SECRET;
    program.header(
        "Authorization",
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    program.get(app.url + "/connect/grants");
    Patience.await("all requests to end")
        .untilAsserted(
            () ->
                assertThat(series("grantlet.requests"))
                    .containsExactly(
                        "api api.authentication_error 401",
                        "api success 200",
                        "callback grant.state_invalid 400",
                        "callback success 303",
                        "login grant.login_id_invalid 410",
                        "login success 303",
                        "other api.not_found_error 404",
                        "return grant.redirect_invalid 400"));
    assertThat(timed("grantlet.requests", "endpoint", "callback", "status", "303")).isEqualTo(1);
  }

  @Test
  void noTag_namesAUserAGrantOrAnAddress() {
    String grant = login();
    auth.grants().refresh(grant);
    for (Meter meter : registry.getMeters()) {
      assertThat(meter.getId().getTags().toString())
          .contains("crm")
          .doesNotContain(grant, "ada", "example.org", "localhost", "127.0.0.1");
    }
  }

  @Test
  void secondApplication_withTagsOfItsOwn_isApart() throws Exception {
    try (App other =
        new App(filter -> filter.observer(new GrantletMetrics(registry, Tags.of("app", "erp"))))) {
      login();
      GOOGLE.browser().get(other.url + "/connect-google");
      GOOGLE.browser().get(other.url + "/connect-google");
      assertThat(timed("grantlet.logins", "app", "crm")).isEqualTo(1);
      assertThat(timed("grantlet.logins", "app", "erp")).isEqualTo(2);
    }
    assertThat(registry.get("grantlet.events.waiting").tags("app", "crm").gauges()).hasSize(1);
  }
}
