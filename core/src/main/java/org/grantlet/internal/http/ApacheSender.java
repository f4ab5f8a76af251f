package org.grantlet.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.grantlet.httpclient.client5.http.classic.methods.HttpUriRequestBase;
import org.grantlet.httpclient.client5.http.impl.classic.CloseableHttpClient;
import org.grantlet.httpclient.core5.http.ClassicHttpResponse;
import org.grantlet.httpclient.core5.http.Header;
import org.grantlet.httpclient.core5.http.HttpEntity;
import org.grantlet.httpclient.core5.http.HttpException;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.grantlet.httpclient.core5.http.io.entity.ByteArrayEntity;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;

/**
 * Sends by Apache HttpClient 5, relocated. A timer ends each request in time: a socket timeout
 * limits single reads only. Thread-safe.
 */
final class ApacheSender implements HttpSender {
  private static final Duration IDLE_CHECK = Duration.ofSeconds(10);

  private final HttpClientFactory factory;
  private final ScheduledThreadPoolExecutor timer;
  private volatile @Nullable CloseableHttpClient client;

  ApacheSender(HttpClientFactory factory) {
    this.factory = factory;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "grantlet-http");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    var unused =
        timer.scheduleWithFixedDelay(
            factory::closeIdle, IDLE_CHECK.toSeconds(), IDLE_CHECK.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public Response send(Request request) throws IOException {
    Deadline deadline = new Deadline(request.timeout());
    Future<?> end = timer.schedule(deadline, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
    try {
      return send(request, deadline);
    } catch (IOException e) {
      if (deadline.isOver()) {
        throw new IOException("no answer within " + request.timeout().toSeconds() + " s", e);
      }
      throw e;
    } catch (HttpException | RuntimeException e) {
      throw new IOException("no answer that is HTTP", e);
    } catch (Error e) {
      client = null; // which closed itself
      throw e;
    } finally {
      end.cancel(false);
    }
  }

  /** Once more on a new connection, if a pooled one turns out to be closed. */
  private Response send(Request request, Deadline deadline) throws IOException, HttpException {
    HttpHost proxy = factory.proxy(request.uri());
    if (proxy != null) {
      String refusal = factory.policy().refusalByName(request.uri().getHost());
      if (refusal != null) {
        throw new IOException(request.uri().getHost() + " " + refusal);
      }
    }
    boolean repeatable = request.isRepeatable();
    try {
      return attempt(request, new SendAttempt(deadline, false, repeatable, proxy));
    } catch (SendAttempt.StaleConnectionException e) {
      while (true) {
        try {
          return attempt(request, new SendAttempt(deadline, true, repeatable, proxy));
        } catch (SendAttempt.PooledConnectionException pooled) {
          deadline.check(); // that pooled connection is gone now
        }
      }
    }
  }

  private Response attempt(Request request, SendAttempt attempt) throws IOException, HttpException {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
    message.setConfig(HttpClientFactory.within(request.timeout()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
    byte[] body = request.body();
    if (body != null) {
      message.setEntity(new ByteArrayEntity(body, null)); // the headers have its type
    }
    attempt.deadline().ends(message);
    try (ClassicHttpResponse response = client().executeOpen(null, message, attempt)) {
      if (attempt.isTunnelRefused()) {
        throw new IOException("the proxy answered HTTP status " + response.getCode());
      }
      byte[] content = read(response, message, request.maxResponseBytes());
      return new Response(response.getCode(), headers(response), content);
    }
  }

  private static HttpHeaders headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      if (header.getValue() != null) {
        headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
      }
    }
    return HttpHeaders.of(headers, (name, value) -> !name.isBlank());
  }

  private static byte[] read(ClassicHttpResponse response, HttpUriRequestBase message, int max)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    InputStream content = entity.getContent();
    long length = entity.getContentLength(); // below 0 if it is not said
    byte[] bytes = content.readNBytes(length < 0 || length > max ? max + 1 : (int) length);
    if (bytes.length > max) {
      message.cancel(); // else closing reads on
      throw new LongResponseException(
          max, new Response(response.getCode(), headers(response), Arrays.copyOf(bytes, max)));
    }
    content.close();
    return bytes;
  }

  private CloseableHttpClient client() {
    CloseableHttpClient made = client;
    if (made == null) {
      synchronized (factory) {
        made = client;
        if (made == null) {
          made = factory.make();
          client = made;
        }
      }
    }
    return made;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    factory.close();
  }
}
