package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Measured;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thousand callbacks wait for a provider that does not answer: the sample's own pages do not
 * notice. Writes what it measured to {@code target/hung-provider.txt}; docs/adr/0003 has the
 * numbers of one run.
 */
@Timeout(180)
class HungProviderTest {
  private static final int CALLBACKS = 1_000;
  private static final int PAGES = 300;

  /** Longer than the test, which says itself when the waiting is over. */
  private static final int PROVIDER_TIMEOUT_SECONDS = 120;

  /** Below this a page is fast, whatever else the machine does; a page that waits takes seconds. */
  private static final Duration FAST = Duration.ofMillis(100);

  private static final long MEBIBYTE = 1 << 20;

  private final TestProvider provider = TestProvider.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private SampleServer sample;
  private SampleApi api;

  @BeforeEach
  void start() throws Exception {
    System.setProperty("grantlet.provider-timeout", String.valueOf(PROVIDER_TIMEOUT_SECONDS));
    try {
      sample = SampleServer.start(0, false);
    } finally {
      System.clearProperty("grantlet.provider-timeout");
    }
    api = new SampleApi(sample.url());
    api.post(
        "/connect/integrations",
        Map.of(
            "provider",
            "test",
            "name",
            "Test",
            "settings",
            provider.oauthSettings(),
            "redirect_uris",
            List.of(sample.url() + "/connected")));
    provider.token().reply(Reply.disconnect());
  }

  @AfterEach
  void stop() {
    provider.close(); // which ends what the sample would wait for
    sample.close();
  }

  @Test
  void thousandCallbacksThatWait_leaveTheApplicationAsItWas() throws Exception {
    List<HttpRequest> callbacks = new ArrayList<>();
    for (int i = 0; i < CALLBACKS; i++) {
      callbacks.add(callback());
    }
    Duration before = Measured.best(this::p95);
    Duration twice = before.multipliedBy(2);
    Duration bound = twice.compareTo(FAST) > 0 ? twice : FAST;
    long heapBefore = heap();
    long threadsBefore = threads();

    Gate dead = provider.token().gate();
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    callbacks.forEach(request -> waiting.add(http.sendAsync(request, BodyHandlers.ofString())));
    await("all wait", () -> provider.requests(Endpoint.TOKEN).size() == CALLBACKS);
    Duration during = Measured.bestWithin(bound, this::p95);
    long threadsDuring = threads();
    assertThat(threadsDuring)
        .as("one for each callback")
        .isBetween((long) CALLBACKS, CALLBACKS + 48L);
    assertThat(waiting.stream().filter(CompletableFuture::isDone))
        .as("answered too soon")
        .isEmpty();
    long heapDuring = heap();

    dead.open();
    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      assertThat(answer.join().headers().firstValue("Location").orElseThrow())
          .contains("error=api.provider_error");
    }
    waiting.clear();
    callbacks.clear();
    // The first callback began the transport's timer, the one thread that stays.
    await("threads end", () -> threads() <= Math.max(threadsBefore, 1));
    await("memory is back", () -> heap() <= heapBefore + 32 * MEBIBYTE);
    Files.writeString(
        Path.of("target", "hung-provider.txt"),
        "p95 of the application's pages: %d µs before, %d µs during%n"
                .formatted(before.toNanos() / 1000, during.toNanos() / 1000)
            + "heap after collection: %d MiB before, %d MiB during, %d MiB after%n"
                .formatted(heapBefore / MEBIBYTE, heapDuring / MEBIBYTE, heap() / MEBIBYTE)
            + "threads: %d before, %d during, %d after%n"
                .formatted(threadsBefore, threadsDuring, threads()));
    assertThat(during).isLessThanOrEqualTo(bound);
  }

  /** A callback as the browser brings it: a login URL was spent, and the provider gave a code. */
  private HttpRequest callback() throws Exception {
    String url = sample.hostedAuth().request("test").redirectUri("/connected").create().url();
    HttpRequest login =
        HttpRequest.newBuilder(URI.create(url)).header("Sec-Fetch-Site", "same-origin").build();
    HttpResponse<Void> begun = http.send(login, BodyHandlers.discarding());
    String location = begun.headers().firstValue("Location").orElseThrow();
    String state = location.replaceAll(".*[?&]state=([^&]+).*", "$1");
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    URI callback = URI.create(sample.url() + "/connect/callback/test?code=1&state=" + state);
    return HttpRequest.newBuilder(callback).header("Cookie", cookie).build();
  }

  /** The time within which 95 of 100 pages come; each of them does. */
  private Duration p95() throws Exception {
    long[] nanos = new long[PAGES];
    for (int i = 0; i < PAGES; i++) {
      long start = System.nanoTime();
      assertThat(api.get(i % 2 == 0 ? "/plain" : "/").statusCode()).isEqualTo(200);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[PAGES * 95 / 100]);
  }

  /** Those of Grantlet. */
  private static long threads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("grantlet-"))
        .count();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void await(String what, Callable<Boolean> condition) {
    Patience.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(condition);
  }
}
