package org.grantlet.spring.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response that is here whole. For one thread. */
final class BlockingResponse implements ClientHttpResponse {
  private final HttpStatusCode status;
  private final HttpHeaders headers = new HttpHeaders();
  private final InputStream body;

  BlockingResponse(HttpResponse<byte[]> response) {
    status = HttpStatusCode.valueOf(response.statusCode());
    response.headers().map().forEach(headers::addAll);
    body = new ByteArrayInputStream(response.body());
  }

  @Override
  public HttpStatusCode getStatusCode() {
    return status;
  }

  @Override
  public String getStatusText() {
    return status instanceof HttpStatus known ? known.getReasonPhrase() : "";
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public InputStream getBody() {
    return body;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
