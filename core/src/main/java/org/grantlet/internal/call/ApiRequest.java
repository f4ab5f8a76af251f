package org.grantlet.internal.call;

import static org.grantlet.GrantletException.invalidField;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** A request of the application, read once and whole, so that it can be sent again. Immutable. */
final class ApiRequest {
  static final int MAX_BYTES = 16 << 20;
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final Set<String> OURS =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final byte @Nullable [] body;
  private final Duration limit;
  private final Duration left;

  private ApiRequest(
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      Duration limit,
      Duration left) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.limit = limit;
    this.left = left;
  }

  /**
   * Reads a request.
   *
   * @param credentials the headers that carry the token
   * @param otherwise the limit of its time if it has none
   */
  static ApiRequest of(HttpRequest request, URI uri, Set<String> credentials, Duration otherwise)
      throws IOException {
    String method = request.method();
    if (!TOKEN.matcher(method).matches() || method.equals("CONNECT") || method.equals("TRACE")) {
      throw invalidField(
          "method", "must be a method that an API has, not '" + Reason.clean(method) + "'");
    }
    Map<String, String> headers = headers(request, credentials);
    Duration limit = request.timeout().orElse(otherwise);
    Duration bounded = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    long start = System.nanoTime();
    byte[] body =
        request.bodyPublisher().isPresent() ? read(request.bodyPublisher().get(), bounded) : null;
    if (body == null || body.length == 0) {
      body = WITH_BODY.contains(method) ? new byte[0] : null;
    }
    Duration left = bounded.minusNanos(System.nanoTime() - start);
    return new ApiRequest(method, uri, headers, body, bounded, left);
  }

  private static Map<String, String> headers(HttpRequest request, Set<String> credentials) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (OURS.contains(lower) || credentials.contains(lower)) {
                throw invalidField(
                    "headers." + name,
                    lower.equals("authorization") || credentials.contains(lower)
                        ? "must not be set: the client adds the credentials of the grant"
                        : "must not be set: the client writes it itself");
              }
              if (!TOKEN.matcher(name).matches()
                  || !values.stream().allMatch(ApiRequest::isPrintable)) {
                throw invalidField("headers", "must be names and printable ASCII");
              }
              headers.put(name, String.join(lower.equals("cookie") ? "; " : ", ", values));
            });
    return headers;
  }

  private static boolean isPrintable(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static byte[] read(BodyPublisher publisher, Duration limit) throws IOException {
    if (publisher.contentLength() > MAX_BYTES) {
      throw tooLarge();
    }
    Collector collector = new Collector(System.nanoTime() + limit.toNanos());
    try {
      publisher.subscribe(collector);
    } catch (RuntimeException e) { // of the application
      collector.onError(e);
    }
    try {
      return collector.done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      collector.cancel();
      throw late(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GrantletException tooLarge) {
        throw tooLarge;
      }
      if (e.getCause() instanceof HttpTimeoutException) {
        throw late(e);
      }
      throw new IOException("the body of the request cannot be read", e.getCause());
    } catch (InterruptedException e) {
      collector.cancel();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading the body of the request");
    }
  }

  private static HttpTimeoutException late(@Nullable Exception cause) {
    HttpTimeoutException late = new HttpTimeoutException("the body was not there in time");
    late.initCause(cause);
    return late;
  }

  private static GrantletException tooLarge() {
    return invalidField(
        "body",
        "must be at most "
            + MAX_BYTES
            + " bytes; send more with grants().accessToken and an HTTP client of your own");
  }

  /** The same for the address of a redirect (RFC 9110 section 15.4). */
  ApiRequest redirected(int status, URI to) {
    boolean get = status == 303 ? !method.equals("HEAD") : status < 303 && method.equals("POST");
    if (!get) {
      return new ApiRequest(method, to, headers, body, limit, left);
    }
    Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    kept.putAll(headers);
    kept.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
    return new ApiRequest("GET", to, kept, null, limit, left);
  }

  String method() {
    return method;
  }

  URI uri() {
    return uri;
  }

  /** By name, in any case. */
  Map<String, String> headers() {
    return headers;
  }

  /** Not copied; null for none. */
  byte @Nullable [] body() {
    return body;
  }

  /** For all of the call. */
  Duration limit() {
    return limit;
  }

  /** What reading the body left of that. */
  Duration left() {
    return left;
  }

  boolean isIdempotent() {
    return IDEMPOTENT.contains(method);
  }

  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getAuthority();
  }

  private static final class Collector implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long end;
    private volatile Flow.@Nullable Subscription subscription;

    /** Collects until a time of {@link System#nanoTime}, on the publisher's thread too. */
    Collector(long end) {
      this.end = end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
      if (done.isDone()) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        cancel();
        done.completeExceptionally(late(null));
        return;
      }
      if (bytes.size() + (long) part.remaining() > MAX_BYTES) {
        cancel();
        done.completeExceptionally(tooLarge());
        return;
      }
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      done.complete(bytes.toByteArray());
    }

    private void cancel() {
      Flow.Subscription given = subscription;
      if (given != null) {
        given.cancel();
      }
    }
  }
}
