package org.grantlet.internal.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.http.LongResponseException;
import org.grantlet.internal.http.RetryAfter;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.text.WebhookSignature;
import org.grantlet.provider.HttpSender;

/** Signs a message and sends it, once. Thread-safe. */
final class WebhookSender implements AutoCloseable {
  /** CloudEvents 1.0, HTTP binding, structured mode. */
  private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  /** Of an answer; of one that is longer, the beginning is enough. */
  private static final int READ = 1 << 14;

  private static final int KEPT = 1 << 10;

  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]*");

  private final HttpTransport transport;
  private final Duration timeout;
  private final Clock clock;

  WebhookSender(HttpTransport transport, Duration timeout, Clock clock) {
    this.transport = transport;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Sends a message.
   *
   * @param keys the newest first
   */
  Attempt send(String url, List<byte[]> keys, Message message) {
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    Instant at = clock.instant();
    long timestamp = at.getEpochSecond();
    String signatures =
        keys.stream()
            .map(key -> WebhookSignature.sign(key, message.id(), timestamp, body))
            .collect(Collectors.joining(" "));
    HttpRequest request =
        new HttpRequest("POST", URI.create(url))
            .body(body)
            .header("Content-Type", CONTENT_TYPE)
            .header("webhook-id", message.id())
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("webhook-signature", signatures)
            .within(timeout)
            .maxResponseBytes(READ);
    long start = System.nanoTime();
    try {
      return answered(message, at, start, exchange(request), keys);
    } catch (IOException e) {
      return Attempt.failed(message, at, since(start), Reason.of(e));
    }
  }

  private HttpSender.Response exchange(HttpRequest request) throws IOException {
    try {
      return transport.exchange(request);
    } catch (LongResponseException e) {
      return e.beginning();
    }
  }

  private Attempt answered(
      Message message, Instant at, long start, HttpSender.Response response, List<byte[]> keys) {
    return Attempt.answered(
        message,
        at,
        since(start),
        response.status(),
        clean(response.body(), keys),
        RetryAfter.of(response.header("Retry-After"), at, Pauses.MAX));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Receivers that are being set up like to answer with all that they have, the secret too. */
  private static String clean(byte[] body, List<byte[]> keys) {
    String text = new String(body, StandardCharsets.UTF_8);
    for (byte[] key : keys) {
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(key);
      text = text.replace(base64, "***");
    }
    text = SECRET.matcher(text).replaceAll("***");
    return Reason.printable(text.length() <= KEPT ? text : text.substring(0, KEPT));
  }

  @Override
  public void close() {
    transport.close();
  }
}
