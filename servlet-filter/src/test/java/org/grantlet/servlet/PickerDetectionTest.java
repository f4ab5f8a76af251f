package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;

/** One holder of a login URL to choose on asks for one look-up at a time. */
class PickerDetectionTest {
  private static final String FIRST = "first.example";

  /** After this the first look-up is given up, and the next one begins. */
  private static final long GIVEN_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Semaphore asked = new Semaphore(0);
  private final CountDownLatch answered = new CountDownLatch(1);

  private List<String> mailServers(String domain) {
    if (domain.equals(FIRST)) {
      return List.of();
    }
    asked.release();
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private static String loginId(TestApp app) {
    String url = app.hostedAuth().requestAny().redirectUri("/connected").create().url();
    return URI.create(url).getQuery().substring("id=".length());
  }

  private static HttpResponse<String> post(TestApp app, String id, String domain) {
    return new TestBrowser()
        .header("Sec-Fetch-Site", "same-origin")
        .post(app.uri("/connect/login"), Map.of("id", id, "email", "ada@" + domain));
  }

  /** Whether all came before the first look-up was given up; else it proves nothing. */
  private boolean waitOnPagesOfOurs(TestApp app, ExecutorService tab, String end) throws Exception {
    String id = loginId(app);
    asked.drainPermits();
    long begun = System.nanoTime();
    Future<HttpResponse<String>> pending = tab.submit(() -> post(app, id, "a" + end));
    assertThat(asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    HttpResponse<String> second = post(app, id, "b" + end);
    HttpResponse<String> third = post(app, id, "c" + end);
    boolean again = asked.tryAcquire();
    if (System.nanoTime() - begun >= GIVEN_UP_NANOS) {
      pending.get();
      return false;
    }
    assertThat(again).as("a second look-up").isFalse();
    answered.countDown();
    assertThat(List.of(second.statusCode(), third.statusCode(), pending.get().statusCode()))
        .containsExactly(200, 200, 400);
    assertThat(second.body()).contains("<script", "ada@b" + end);
    assertThat(third.body()).contains("<script", "ada@c" + end);
    return true;
  }

  @Test
  void email_whileAnotherIsLookedUpForTheSameLogin_waitsOnAPageOfOurs() throws Exception {
    ExecutorService tab = Executors.newSingleThreadExecutor();
    try (TestApp app =
        TestApp.start(
            filter ->
                filter
                    .property("grantlet.detect-by-mx", "true")
                    .grantlet(grantlet -> grantlet.mailServers(this::mailServers)))) {
      // What runs once takes its time here.
      assertThat(post(app, loginId(app), FIRST).statusCode()).isEqualTo(400);
      AtomicInteger attempts = new AtomicInteger();
      Patience.await("two more, while the first is looked up")
          .until(() -> waitOnPagesOfOurs(app, tab, attempts.incrementAndGet() + ".example"));
    } finally {
      answered.countDown();
      tab.shutdownNow();
    }
  }
}
