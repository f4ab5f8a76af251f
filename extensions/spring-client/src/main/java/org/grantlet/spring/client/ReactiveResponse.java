package org.grantlet.spring.client;

import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/** A response that is here whole. Thread-safe. */
final class ReactiveResponse implements ClientHttpResponse {
  private final HttpStatusCode status;
  private final HttpHeaders headers = new HttpHeaders();
  private final List<String> setCookies;
  private final byte[] body;

  ReactiveResponse(HttpResponse<byte[]> response) {
    status = HttpStatusCode.valueOf(response.statusCode());
    response.headers().map().forEach(headers::addAll);
    setCookies = response.headers().allValues(HttpHeaders.SET_COOKIE);
    body = response.body();
  }

  @Override
  public HttpStatusCode getStatusCode() {
    return status;
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    return body.length == 0
        ? Flux.empty()
        : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
  }

  @Override
  public MultiValueMap<String, ResponseCookie> getCookies() {
    MultiValueMap<String, ResponseCookie> cookies = new LinkedMultiValueMap<>();
    for (String header : setCookies) {
      for (HttpCookie cookie : parsed(header)) {
        cookies.add(
            cookie.getName(),
            ResponseCookie.fromClientResponse(cookie.getName(), cookie.getValue())
                .domain(cookie.getDomain())
                .path(cookie.getPath())
                .maxAge(cookie.getMaxAge())
                .secure(cookie.getSecure())
                .httpOnly(cookie.isHttpOnly())
                .build());
      }
    }
    return cookies;
  }

  private static List<HttpCookie> parsed(String header) {
    try {
      return HttpCookie.parse(header);
    } catch (IllegalArgumentException e) {
      return List.of(); // no cookie; the header is there as it came
    }
  }
}
