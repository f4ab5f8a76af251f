package org.grantlet.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Puts a {@link Reply} on the wire, in its manner. */
final class ReplyWriter implements AutoCloseable {
  private static final long DRIP_MILLIS = 50;
  private static final byte[] SPACES = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);

  private final ScheduledExecutorService drips;

  ReplyWriter(ThreadFactory threads) {
    drips = Executors.newSingleThreadScheduledExecutor(threads);
  }

  void write(HttpExchange exchange, Reply reply) {
    try {
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      switch (reply.manner()) {
        case WHOLE -> whole(exchange, reply.status(), body);
        case TRUNCATED -> truncated(exchange, reply.status(), body);
        case HEADERS_ONLY -> start(exchange, reply.status());
        case DRIP -> drip(start(exchange, reply.status()));
        case ENDLESS -> endless(start(exchange, reply.status()));
        case DISCONNECT -> exchange.close();
        case SILENT -> {
          // An exchange that nobody ends stays open until the server stops, and costs no thread.
        }
      }
    } catch (IOException e) {
      exchange.close(); // the caller went away, as it may
    }
  }

  private static void whole(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty = body.length == 0 || "HEAD".equals(exchange.getRequestMethod());
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static void truncated(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length + 1L);
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush(); // what is buffered would not be a byte of an answer
    exchange.close();
  }

  private static OutputStream start(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    OutputStream body = exchange.getResponseBody();
    body.write('{');
    body.flush();
    return body;
  }

  /** Ends by the exception of a write: the caller or the server closed the connection. */
  private static void endless(OutputStream body) throws IOException {
    while (true) {
      body.write(SPACES);
    }
  }

  /** Ends as above: a periodic task that throws is not run again. */
  private void drip(OutputStream body) {
    Runnable drop =
        () -> {
          try {
            body.write(' ');
            body.flush();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    var unused = drips.scheduleAtFixedRate(drop, DRIP_MILLIS, DRIP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    drips.shutdownNow();
  }
}
