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
  private final Semaphore asked = new Semaphore(0);
  private final CountDownLatch answered = new CountDownLatch(1);

  private List<String> mailServers() {
    asked.release();
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  @Test
  void email_whileAnotherIsLookedUpForTheSameLogin_waitsOnAPageOfOurs() throws Exception {
    ExecutorService tab = Executors.newSingleThreadExecutor();
    try (TestApp app =
        TestApp.start(
            filter ->
                filter
                    .property("grantlet.detect-by-mx", "true")
                    .grantlet(grantlet -> grantlet.mailServers(domain -> mailServers())))) {
      String id =
          URI.create(app.hostedAuth().requestAny().redirectUri("/connected").create().url())
              .getQuery()
              .substring("id=".length());
      URI endpoint = app.uri("/connect/login");
      TestBrowser first = new TestBrowser().header("Sec-Fetch-Site", "same-origin");
      Future<HttpResponse<String>> pending =
          tab.submit(() -> first.post(endpoint, Map.of("id", id, "email", "ada@a.example")));
      assertThat(asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

      for (int i = 0; i < 20; i++) {
        HttpResponse<String> page =
            new TestBrowser()
                .header("Sec-Fetch-Site", "same-origin")
                .post(endpoint, Map.of("id", id, "email", "ada@" + i + ".example"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<script").contains("ada@" + i + ".example");
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
