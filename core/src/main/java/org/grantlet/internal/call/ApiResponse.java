package org.grantlet.internal.call;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import org.grantlet.provider.HttpSender;

/** A response, whose body a handler of the JDK has read. Does not print what is in it. */
record ApiResponse<T>(HttpRequest request, URI uri, int statusCode, HttpHeaders headers, T body)
    implements HttpResponse<T> {

  /** Gives the body to a handler, and waits for what it makes of it. */
  static <T> ApiResponse<T> of(
      HttpRequest request,
      URI uri,
      HttpSender.Response response,
      BodyHandler<T> handler,
      Duration limit)
      throws IOException {
    BodySubscriber<T> subscriber = handler.apply(new Info(response.status(), response.headers()));
    Delivery delivery = new Delivery(subscriber, response.body());
    subscriber.onSubscribe(delivery);
    if (response.body().length == 0) {
      delivery.deliver();
    }
    try {
      T body =
          subscriber.getBody().toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return new ApiResponse<>(request, uri, response.status(), response.headers(), body);
    } catch (TimeoutException e) {
      HttpTimeoutException late = new HttpTimeoutException("the body was not handled in time");
      late.initCause(e);
      throw late;
    } catch (ExecutionException e) {
      throw new IOException("the body handler failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while handling the body");
    }
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public String toString() {
    return "(" + request.method() + " " + uri.getHost() + ") " + statusCode;
  }

  private record Info(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  /** Gives the whole body when the subscriber asks for the first part. */
  private static final class Delivery implements Flow.Subscription {
    private final BodySubscriber<?> subscriber;
    private final byte[] body;
    private final AtomicBoolean over = new AtomicBoolean();

    Delivery(BodySubscriber<?> subscriber, byte[] body) {
      this.subscriber = subscriber;
      this.body = body;
    }

    @Override
    public void request(long parts) {
      if (parts > 0) {
        deliver();
      } else if (!over.getAndSet(true)) {
        subscriber.onError(new IllegalArgumentException("asked for " + parts + " parts"));
      }
    }

    void deliver() {
      if (over.getAndSet(true)) {
        return;
      }
      try {
        if (body.length > 0) {
          subscriber.onNext(List.of(ByteBuffer.wrap(body).asReadOnlyBuffer()));
        }
        subscriber.onComplete();
      } catch (RuntimeException e) {
        subscriber.onError(e);
      }
    }

    @Override
    public void cancel() {
      over.set(true);
    }
  }
}
