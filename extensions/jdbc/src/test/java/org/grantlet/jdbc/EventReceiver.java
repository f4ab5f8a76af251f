package org.grantlet.jdbc;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** A webhook's receiver, which writes down what it gets; one time in fifty it then fails. */
final class EventReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final List<String> heard = new CopyOnWriteArrayList<>();

  EventReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/events", this::hear);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  private void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      heard.add(line(body));
      boolean fails = ThreadLocalRandom.current().nextInt(50) == 0;
      exchange.sendResponseHeaders(fails ? 503 : 204, -1);
    } catch (ParseException e) {
      throw new IOException("no JSON, at " + Clock.systemUTC().instant(), e);
    }
  }

  private static String line(String body) throws ParseException {
    Map<String, Object> event = JSONObjectUtils.parse(body);
    Map<String, Object> object =
        JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(event, "data"), "object");
    return "%s %s %s"
        .formatted(
            event.get("type"),
            object.get("grant_id"),
            JSONObjectUtils.getJSONObject(object, "metadata").get("n"));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
