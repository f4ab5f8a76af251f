package org.grantlet.spring.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.grantlet.GrantClient;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** Sends a request of Spring's with the client of the grant that it names. Thread-safe. */
final class GrantCalls {
  private final Function<String, GrantClient> clients;

  GrantCalls(Function<String, GrantClient> clients) {
    this.clients = clients;
  }

  /** Sends it, and waits for the whole response. */
  HttpResponse<byte[]> send(
      HttpMethod method,
      URI uri,
      org.springframework.http.HttpHeaders headers,
      Map<String, Object> attributes,
      byte[] body)
      throws IOException {
    if (!(attributes.get(GrantAttributes.GRANT) instanceof String grantId)) {
      throw new IllegalStateException(
          "The request to "
              + uri.getPath()
              + " names no grant: it needs .attributes(grant(grantId)), the static method of "
              + GrantAttributes.class.getName());
    }
    GrantClient client = clients.apply(grantId);
    Duration limit = (Duration) attributes.get(GrantAttributes.TIMEOUT);
    Message message =
        new Message(client.uri(uri.toString()), method.name(), limit, jdk(headers), body);
    return client.send(message, BodyHandlers.ofByteArray());
  }

  /** All but the length, which {@link GrantClient} writes. */
  private static HttpHeaders jdk(org.springframework.http.HttpHeaders headers) {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, all) -> {
          if (!name.equalsIgnoreCase(org.springframework.http.HttpHeaders.CONTENT_LENGTH)) {
            values.computeIfAbsent(name, key -> new ArrayList<>()).addAll(all);
          }
        });
    return HttpHeaders.of(values, (name, value) -> true);
  }

  /** The JDK's builder drops or refuses headers; {@link GrantClient} says which and why. */
  private static final class Message extends HttpRequest {
    private final URI uri;
    private final String method;
    private final @Nullable Duration limit;
    private final HttpHeaders headers;
    private final byte[] body;

    Message(URI uri, String method, @Nullable Duration limit, HttpHeaders headers, byte[] body) {
      this.uri = uri;
      this.method = method;
      this.limit = limit;
      this.headers = headers;
      this.body = body;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
      return body.length == 0 ? Optional.empty() : Optional.of(BodyPublishers.ofByteArray(body));
    }

    @Override
    public String method() {
      return method;
    }

    @Override
    public Optional<Duration> timeout() {
      return Optional.ofNullable(limit);
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
      return headers;
    }
  }
}
