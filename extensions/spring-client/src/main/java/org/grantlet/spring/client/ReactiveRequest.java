package org.grantlet.spring.client;

import java.net.URI;
import java.util.StringJoiner;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A request of a {@code WebClient}, sent with a grant when its body is here whole. */
final class ReactiveRequest extends AbstractClientHttpRequest {
  private final GrantCalls calls;
  private final HttpMethod method;
  private final URI uri;
  private final RequestBody body = new RequestBody();

  ReactiveRequest(GrantCalls calls, HttpMethod method, URI uri) {
    this.calls = calls;
    this.method = method;
    this.uri = uri;
  }

  /** Has the request written, then sends it on a thread that may wait. */
  Mono<ClientHttpResponse> exchange(Function<? super ClientHttpRequest, Mono<Void>> write) {
    Mono<ClientHttpResponse> response =
        Mono.fromCallable(
            () ->
                new ReactiveResponse(
                    calls.send(method, uri, getHeaders(), getAttributes(), body.toByteArray())));
    return write.apply(this).then(response.subscribeOn(Schedulers.boundedElastic()));
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
  public DataBufferFactory bufferFactory() {
    return DefaultDataBufferFactory.sharedInstance;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spring's interface
  public <T> T getNativeRequest() {
    return (T) this;
  }

  @Override
  public Mono<Void> writeWith(Publisher<? extends DataBuffer> parts) {
    return doCommit(
        () ->
            Flux.from(parts)
                .doOnNext(this::take)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .then());
  }

  private void take(DataBuffer part) {
    try {
      byte[] bytes = new byte[part.readableByteCount()];
      part.read(bytes);
      body.writeBytes(bytes);
    } finally {
      DataBufferUtils.release(part);
    }
  }

  @Override
  public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> parts) {
    return writeWith(Flux.from(parts).concatMap(Flux::from));
  }

  @Override
  public Mono<Void> setComplete() {
    return doCommit();
  }

  @Override
  protected void applyHeaders() {
    // they are read when the request is sent
  }

  @Override
  protected void applyCookies() {
    StringJoiner all = new StringJoiner("; ");
    getCookies()
        .forEach(
            (name, cookies) ->
                cookies.forEach(cookie -> all.add(cookie.getName() + "=" + cookie.getValue())));
    if (all.length() > 0) {
      getHeaders().add(HttpHeaders.COOKIE, all.toString());
    }
  }
}
