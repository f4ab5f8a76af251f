package org.grantlet.internal.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.text.Unicode;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;

/**
 * Sends every request to a provider: checks its URL and headers, limits its time, and reads the
 * response. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {
  private final EndpointPolicy policy;
  private final Duration timeout;
  private final HttpSettings http;
  private final Observers observers;
  private volatile @Nullable HttpSender sender;

  /**
   * Sends as the settings say.
   *
   * @param timeout the limit of one request
   */
  public HttpTransport(EndpointPolicy policy, HttpSettings http, Duration timeout) {
    this(policy, http, timeout, Observers.NONE);
  }

  /** The same, and tells those observers what providers answer. */
  public HttpTransport(
      EndpointPolicy policy, HttpSettings http, Duration timeout, Observers observers) {
    this.policy = policy;
    this.timeout = timeout;
    this.http = http;
    this.observers = observers;
  }

  /**
   * Sends a request to a provider, and decodes the response.
   *
   * @param provider whom observers are told of
   * @param endpoint which of the provider's endpoints they are told of
   */
  public HttpResponse send(HttpRequest request, String provider, String endpoint)
      throws IOException {
    return new HttpResponse(exchange(request, provider, endpoint));
  }

  /** The same, and leaves the response as it is. */
  public HttpSender.Response exchange(HttpRequest request, String provider, String endpoint)
      throws IOException {
    long start = observers.now();
    int status = 0;
    try {
      HttpSender.Response response = exchange(request);
      status = response.status();
      return response;
    } finally {
      observers.providerCalled(provider, endpoint, status, start);
    }
  }

  /** Sends a request of which observers are not told here. */
  public HttpResponse send(HttpRequest request) throws IOException {
    return new HttpResponse(exchange(request));
  }

  /** The same, and leaves the response as it is. */
  public HttpSender.Response exchange(HttpRequest request) throws IOException {
    URI uri = request.uri();
    String problem = policy.problem(uri);
    if (problem != null) {
      throw new IOException(uri.getScheme() + "://" + uri.getAuthority() + " " + problem);
    }
    for (String value : request.headers().values()) {
      if (!Unicode.all(value, c -> c >= ' ' && c <= '~')) {
        throw new IOException("what should be sent does not fit into a header");
      }
    }
    HttpSender.Response response =
        sender().send(request.hasTimeout() ? request : request.within(timeout));
    if (response.body().length > request.maxResponseBytes()) {
      int max = request.maxResponseBytes(); // a sender of the application
      throw new LongResponseException(
          max,
          new HttpSender.Response(
              response.status(), response.headers(), Arrays.copyOf(response.body(), max)));
    }
    return response;
  }

  /** Made at the first request: reading the JVM's authorities would delay the start. */
  private HttpSender sender() throws IOException {
    HttpSender made = sender;
    if (made == null) {
      synchronized (this) {
        made = sender;
        if (made == null) {
          made = http.open(policy, timeout);
          sender = made;
        }
      }
    }
    return made;
  }

  @Override
  public void close() {
    HttpSender made = sender;
    if (made != null) {
      made.close();
    }
  }
}
