package org.grantlet.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.grantlet.Secret;
import org.grantlet.WebhookVerifier;
import org.grantlet.internal.json.Json;

/** Takes webhooks on a free port of loopback, and answers as a test says. Thread-safe. */
final class WebhookReceiver implements AutoCloseable {

  /** What arrived. */
  record Arrived(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse(null);
    }

    String id() {
      return header("webhook-id");
    }

    Map<String, Object> event() {
      return Json.object(body);
    }

    String type() {
      return (String) event().get("type");
    }

    Map<String, Object> object() {
      return Json.asObject(Json.asObject(event().get("data")).get("object"));
    }

    void verify(Secret secret, Clock clock) throws SignatureException {
      WebhookVerifier.of(secret)
          .clock(clock)
          .verify(body.getBytes(StandardCharsets.UTF_8), this::header);
    }

    /** The numbers of changes in the order of a grant. */
    Object seats() {
      return Json.asObject(object().get("metadata")).get("seats");
    }
  }

  /** An answer. */
  record Reply(int status, String body, Map<String, String> headers) {
    static Reply of(int status) {
      return new Reply(status, "", Map.of());
    }
  }

  final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  volatile Function<Arrived, Reply> answer = message -> Reply.of(204);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=of-the-receiver";
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      Arrived message =
          new Arrived(
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Reply reply = answer.apply(message);
      arrived.add(message);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  List<String> types() {
    return arrived.stream().map(Arrived::type).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
