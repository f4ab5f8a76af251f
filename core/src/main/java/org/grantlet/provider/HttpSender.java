package org.grantlet.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests to providers. Grantlet has one; an application that has a reason to may give
 * its own, which must then do what Grantlet's does: verify certificates, connect to no private
 * address, end in time, limit the size of a response, follow no redirect, and send nothing twice
 * that was answered. Thread-safe.
 */
public interface HttpSender extends AutoCloseable {

  /**
   * Sends a request and waits for the whole response.
   *
   * @return the response, of any status
   * @throws IOException if there is none within {@link Request#timeout}; its message is shown to
   *     the operator, so it has no part of the request but the host
   */
  Response send(Request request) throws IOException;

  /** Ends with the application. */
  @Override
  default void close() {}

  /** A request to a provider. */
  interface Request {
    /** {@code GET}, {@code POST} or {@code DELETE}; any of HTTP for a {@code GrantClient}. */
    String method();

    /** Absolute, https, or http on loopback. */
    URI uri();

    /** All but {@code Host}, {@code Content-Length} and {@code User-Agent}; printable ASCII. */
    Map<String, String> headers();

    /** A copy of the bytes to send; null for none. */
    byte @Nullable [] body();

    /** For all of it, from the look-up of the name to the last byte of the response. */
    Duration timeout();

    /**
     * Whether it may be sent once more, on a new connection, where a connection that had been used
     * before ends without a byte of a response. A refresh may not: the provider may have changed
     * the refresh token, and would take the old one for a stolen one.
     */
    boolean isRepeatable();

    /** How long the body of the response may be; the sender throws if it is longer. */
    default int maxResponseBytes() {
      return 1 << 20;
    }
  }

  /** The response of a provider, as it came. Immutable; does not print what is in it. */
  final class Response {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /**
     * A response whose headers have one value each. For logins and tokens Grantlet reads {@code
     * Content-Type}, {@code Content-Encoding} and {@code Retry-After}.
     *
     * @param status of HTTP
     * @param headers by name, in any case
     * @param body whole; compressed where {@code Content-Encoding} says so. It is not copied
     */
    public Response(int status, Map<String, String> headers, byte[] body) {
      this(status, single(headers), body);
    }

    /**
     * A response with all its headers, as a {@code GrantClient} gives them to its caller.
     *
     * @param status of HTTP
     * @param headers all of them
     * @param body whole; compressed where {@code Content-Encoding} says so. It is not copied
     */
    public Response(int status, HttpHeaders headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    private static HttpHeaders single(Map<String, String> headers) {
      Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.forEach(
          (name, value) -> {
            if (!name.isBlank() && value != null) {
              values.put(name.strip(), List.of(value));
            }
          });
      return HttpHeaders.of(values, (name, value) -> true);
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** The first value of a header, by its name in any case. */
    public @Nullable String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    /** All headers. */
    public HttpHeaders headers() {
      return headers;
    }

    /** The bytes as they came; not copied. */
    public byte[] body() {
      return body;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "status %d, %d bytes", status, body.length);
    }
  }
}
