package org.grantlet.provider;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends the Nimbus SDK's requests over one {@link HttpClient}, which keeps connections. Each call
 * ends in time, to the last byte; no reply is larger than 1 MiB; no redirect is followed; the
 * endpoint policy is asked first. Thread-safe.
 */
final class ProviderTransport implements HTTPRequestSender, ResourceRetriever {
  private static final int MAX_REPLY = 1 << 20;

  private final EndpointPolicy policy;
  private final Duration timeout;
  private final Supplier<HttpClient> client;

  ProviderTransport(EndpointPolicy policy, Duration timeout) {
    this.policy = policy;
    this.timeout = timeout;
    client = // which reads the trust store
        new Lazy<>(
            () ->
                HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build());
  }

  @Override
  public HTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    URI uri = request.getURI();
    String refusal = policy.refusal(uri);
    if (refusal != null) {
      throw new IOException(uri.getScheme() + "://" + uri.getAuthority() + " " + refusal);
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(timeout);
    if (uri.getScheme().equals("http")) {
      builder.version(HttpClient.Version.HTTP_1_1); // else each request asks for an upgrade
    }
    try {
      request
          .getHeaderMap()
          .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    } catch (IllegalArgumentException e) { // its message shows the value, which is a token
      throw new IOException("what should be sent does not fit into a header");
    }
    String body = request.getBody();
    builder.method(
        request.getMethod().name(),
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return convert(await(builder.build()));
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, url);
    request.setAccept("application/json");
    HTTPResponse response = send(request);
    if (response.getStatusCode() != HTTPResponse.SC_OK) {
      throw new IOException("HTTP status " + response.getStatusCode());
    }
    return new Resource(response.getBody(), response.getHeaderValue("Content-Type"));
  }

  /**
   * {@link HttpRequest#timeout()} ends at the headers; the body has what is left of it. Not by
   * {@code sendAsync}, which starts a thread to end each call with where there are two processors.
   */
  private HttpResponse<byte[]> await(HttpRequest request) throws IOException {
    long start = System.nanoTime();
    try {
      return client
          .get()
          .send(
              request,
              info -> new BoundedBody(MAX_REPLY, timeout.minusNanos(System.nanoTime() - start)));
    } catch (IOException | RuntimeException e) {
      boolean late = System.nanoTime() - start >= timeout.toNanos();
      throw new IOException(
          late ? "no answer within " + timeout.toSeconds() + " s" : String.valueOf(e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the provider");
    }
  }

  private static HTTPResponse convert(HttpResponse<byte[]> reply) throws IOException {
    HTTPResponse response = new HTTPResponse(reply.statusCode());
    for (Map.Entry<String, List<String>> header : reply.headers().map().entrySet()) {
      if (!header.getKey().startsWith(":")) {
        response.setHeader(header.getKey(), header.getValue().toArray(String[]::new));
      }
    }
    response.setBody(new String(reply.body(), StandardCharsets.UTF_8));
    try {
      response.getEntityContentType();
    } catch (RuntimeException e) {
      throw new IOException("malformed Content-Type", e);
    }
    return response;
  }
}
