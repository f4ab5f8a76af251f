package org.grantlet.spring.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A request of a {@code RestClient}, sent with a grant. For one thread. */
final class BlockingRequest extends AbstractClientHttpRequest {
  private final GrantCalls calls;
  private final HttpMethod method;
  private final URI uri;
  private final RequestBody body = new RequestBody();

  BlockingRequest(GrantCalls calls, HttpMethod method, URI uri) {
    this.calls = calls;
    this.method = method;
    this.uri = uri;
  }

  @Override
  public HttpMethod getMethod() {
    return method;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  @Override
  protected OutputStream getBodyInternal(HttpHeaders headers) {
    return body;
  }

  @Override
  protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
    return new BlockingResponse(
        calls.send(method, uri, headers, getAttributes(), body.toByteArray()));
  }
}
