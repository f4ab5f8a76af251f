package org.grantlet.internal.call;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JDK's builder refuses most of what this has. */
final class OddRequest extends HttpRequest {
  private final URI uri;
  private final String method;
  private final Map<String, List<String>> headers;

  OddRequest(URI uri, String method, Map<String, List<String>> headers) {
    this.uri = uri;
    this.method = method;
    this.headers = headers;
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    return Optional.empty();
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.empty();
  }

  @Override
  public boolean expectContinue() {
    return false;
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Optional<HttpClient.Version> version() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
