package org.grantlet.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refreshes that take a set time, as those of real providers do. The access token for a refresh
 * token that an application brings along ({@link #FIRST}) ends after a second, so that the next use
 * of the grant is a refresh; the one after it works for an hour.
 */
final class SlowRefresh {
  /** With this begins a refresh token whose access token ends soon. */
  static final String FIRST = "first-";

  static final Duration FIRST_LIFE = Duration.ofSeconds(1);
  private static final Duration LIFE = Duration.ofHours(1);

  private final Duration length;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private volatile String lastCaller = "nobody";

  SlowRefresh(Duration length) {
    this.length = length;
  }

  /** Since it was asked last: how many there were, how long the last took in µs, and for whom. */
  String report() {
    return calls.getAndSet(0) + " " + nanos.get() / 1000 + " " + lastCaller;
  }

  void answer(Request request, String form, Response response, Callback callback) {
    long start = System.nanoTime();
    String token = form.replaceFirst(".*refresh_token=([^&]*).*", "$1");
    if (token.startsWith(FIRST)) {
      send(response, callback, "next-" + token.substring(FIRST.length()), FIRST_LIFE);
      return;
    }
    calls.incrementAndGet();
    String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
    lastCaller = agent.substring(agent.lastIndexOf(' ') + 1);
    var unused =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> {
                  send(response, callback, token, LIFE);
                  nanos.set(System.nanoTime() - start);
                },
                length.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private static void send(Response response, Callback callback, String token, Duration life) {
    String body =
        """
        {"access_token":"at-%1$s-%2$d","token_type":"Bearer","expires_in":%2$d,"refresh_token":"%1$s"}\
        """
            .formatted(token, life.toSeconds());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
