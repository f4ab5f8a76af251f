package org.grantlet.internal.call;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.grantlet.AccessToken;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one call, within its time: redirects, and the same once more with another token.
 * For one thread.
 */
final class ApiExchange {
  private static final int REDIRECTS = 5;
  private static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);

  private final HttpTransport transport;
  private final ApiAddresses addresses;
  private final Map<String, Template> credentials;
  private final String provider;
  private final Duration limit;
  private Duration left;

  /** The last response, and where it came from. */
  record Answer(URI uri, HttpSender.Response response) {
    boolean isUnauthorized() {
      return response.status() == 401;
    }
  }

  ApiExchange(
      HttpTransport transport,
      ApiAddresses addresses,
      Map<String, Template> credentials,
      String provider,
      ApiRequest request) {
    this.transport = transport;
    this.addresses = addresses;
    this.credentials = credentials;
    this.provider = provider;
    limit = request.limit();
    left = request.left();
  }

  /** At least a millisecond. */
  Duration timeLeft() {
    Duration least = Duration.ofMillis(1);
    return left.compareTo(least) < 0 ? least : left;
  }

  /** Sends a request, and follows its redirects to hosts of the provider. */
  Answer send(ApiRequest request, AccessToken token) throws IOException {
    ApiRequest next = request;
    for (int followed = 0; ; followed++) {
      HttpSender.Response response = once(next, token);
      URI to = followed == REDIRECTS ? null : redirect(next.uri(), response);
      if (to == null) {
        return new Answer(next.uri(), response);
      }
      next = next.redirected(response.status(), to);
    }
  }

  /** Where the token may follow; null if there is no such address. */
  private @Nullable URI redirect(URI from, HttpSender.Response response) {
    String location = response.header("Location");
    if (location == null || !REDIRECTED.contains(response.status())) {
      return null;
    }
    try {
      int fragment = location.indexOf('#');
      String reference = fragment < 0 ? location : location.substring(0, fragment);
      URI to = ApiAddresses.resolve(from, reference.strip());
      return addresses.allow(to) ? to : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private HttpSender.Response once(ApiRequest request, AccessToken token) throws IOException {
    if (left.isNegative() || left.isZero()) {
      throw timeOver(null);
    }
    HttpRequest message =
        new HttpRequest(request.method(), addresses.route(request.uri()))
            .within(left)
            .maxResponseBytes(ApiRequest.MAX_BYTES);
    request.headers().forEach(message::header);
    byte[] body = request.body();
    if (body != null) {
      message.body(body);
    }
    if (!request.isIdempotent()) {
      message.once();
    }
    addCredentials(message, token);
    long start = System.nanoTime();
    try {
      return transport.exchange(message, provider, "api");
    } catch (IOException e) {
      left = left.minusNanos(System.nanoTime() - start);
      start = System.nanoTime();
      if (left.isNegative() || left.isZero()) {
        throw timeOver(e);
      }
      throw new IOException(
          "The API at " + request.uri().getHost() + " did not answer: " + Reason.of(e), e);
    } finally {
      left = left.minusNanos(System.nanoTime() - start);
    }
  }

  private void addCredentials(HttpRequest message, AccessToken token) {
    if (credentials.isEmpty()) {
      String type = token.tokenType();
      message.header(
          "Authorization",
          (type.equalsIgnoreCase("bearer") ? "Bearer" : type) + " " + token.value());
    }
    Template.fill(credentials, variable -> token.value()).forEach(message::header);
  }

  private HttpTimeoutException timeOver(@Nullable IOException cause) {
    HttpTimeoutException late =
        new HttpTimeoutException("The API did not answer within " + limit.toMillis() + " ms");
    late.initCause(cause);
    return late;
  }
}
