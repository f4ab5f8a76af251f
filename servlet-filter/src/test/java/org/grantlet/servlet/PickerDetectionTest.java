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
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;

/** One holder of a login URL to choose on asks for one look-up at a time. */
class PickerDetectionTest {
  private static final String FIRST = "first.example";

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

  @Test
  void email_whileAnotherIsLookedUpForTheSameLogin_waitsOnAPageOfOurs() throws Exception {
    ExecutorService tab = Executors.newSingleThreadExecutor();
    try (TestApp app =
        TestApp.start(
            filter ->
                filter
                    .property("grantlet.detect-by-mx", "true")
                    .grantlet(grantlet -> grantlet.mailServers(this::mailServers)))) {
      // What runs once takes its time here: a look-up is given up after two seconds.
      assertThat(post(app, loginId(app), FIRST).statusCode()).isEqualTo(400);
      String id = loginId(app);
      Future<HttpResponse<String>> pending = tab.submit(() -> post(app, id, "a.example"));
      assertThat(asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

      for (String domain : List.of("b.example", "c.example")) {
        HttpResponse<String> page = post(app, id, domain);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<script").contains("ada@" + domain);
      }
      assertThat(asked.tryAcquire()).as("no second look-up").isFalse();
      answered.countDown();
      assertThat(pending.get().statusCode()).isEqualTo(400);
    } finally {
      answered.countDown();
      tab.shutdownNow();
    }
  }
}
