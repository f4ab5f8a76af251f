package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Redis that go and come back under a sample that goes on. */
@Timeout(120)
class OutageTest {
  private static final int CALLERS = 8;

  private static final TestProvider PROVIDER = TestProvider.start();

  @TempDir private static Path folder;
  private static Backends backends;
  private static SampleProcess sample;
  private static String url;
  private static SampleApi api;

  @BeforeAll
  static void start() throws IOException {
    backends = new Backends(folder);
    sample =
        SampleProcess.start(
            folder, backends.properties(PROVIDER), "--port", "0", "--no-demo-provider");
    url = sample.url();
    api = new SampleApi(url);
  }

  @AfterAll
  static void stop() throws IOException {
    sample.close();
    backends.close();
    PROVIDER.close();
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("SQL");
  }

  /** Waits until a call works again. */
  private static void awaitOk(Callable<HttpResponse<String>> call) {
    Patience.await("it works again")
        .pollInterval(Duration.ofMillis(200))
        .until(call, answer -> answer.statusCode() < 500);
  }

  @Test
  void postgresRestartedUnderLoad_isSaid_andNeedsNoRestartOfTheApplication() throws Exception {
    String grant = api.grant(PROVIDER.issueRefreshToken("openid email"));
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch answered = new CountDownLatch(CALLERS);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<Set<Integer>>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        calls.add(callers.submit(() -> statuses(grant, answered, over)));
      }
      assertThat(answered.await(60, TimeUnit.SECONDS)).as("the load is there").isTrue();
      backends.stopPostgres();
      assertUnavailable(api.get("/connect/grants?limit=10"));
      assertUnavailable(api.post("/connect/grants", nativeGrant()));
      assertThat(api.get("/plain").statusCode()).isEqualTo(200);
      backends.startPostgres();
      awaitOk(() -> api.get("/connect/grants/" + grant));
      over.set(true);
      for (Future<Set<Integer>> call : calls) {
        assertThat(call.get()).as("answers and refusals").isSubsetOf(200, 503).contains(200);
      }
    } finally {
      over.set(true);
      callers.shutdown();
    }
    assertThat(api.post("/connect/grants", nativeGrant()).statusCode()).isLessThan(300);
  }

  private Set<Integer> statuses(String grant, CountDownLatch answered, AtomicBoolean over)
      throws Exception {
    Set<Integer> statuses = new HashSet<>();
    while (!over.get()) {
      boolean first = statuses.isEmpty();
      statuses.add(api.get("/connect/grants/" + grant).statusCode());
      if (first) {
        answered.countDown();
      }
    }
    return statuses;
  }

  private Map<String, Object> nativeGrant() {
    return Map.of(
        "provider",
        "test",
        "settings",
        Map.of("refresh_token", PROVIDER.issueRefreshToken("openid email")));
  }

  @Test
  void redisGone_failsClosed_andComesBack() throws Exception {
    URI loginUrl = api.loginUrl();
    backends.stopRedis();
    HttpResponse<String> page = new TestBrowser().get(loginUrl);
    assertUnavailable(page);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertUnavailable(api.post("/connect/auth", request()));
    assertThat(api.get("/connect/grants?limit=10").statusCode()).isEqualTo(200);

    backends.startRedis();
    awaitOk(() -> api.post("/connect/auth", request()));
    assertThat(new TestBrowser().get(loginUrl).statusCode())
        .as("Redis kept nothing, so the old URL does not work")
        .isBetween(400, 499);
    assertThat(new TestBrowser().get(api.loginUrl()).statusCode()).isEqualTo(303);
  }

  private Map<String, Object> request() {
    return Map.of("provider", "test", "redirect_uri", url + "/connected");
  }
}
