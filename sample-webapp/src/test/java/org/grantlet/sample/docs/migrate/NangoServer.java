package org.grantlet.sample.docs.migrate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The two calls of Nango's API that the import makes, as its reference and its server's source have
 * them: a list without credentials, and one connection, with the refresh token only if it is asked
 * for.
 */
final class NangoServer implements AutoCloseable {
  static final String SECRET_KEY = "nango-secret";
  static final String INTEGRATION = "google-calendar";

  private record Connection(Map<String, Object> listed, Map<String, Object> credentials) {}

  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final HttpServer server;

  private NangoServer(HttpServer server) {
    this.server = server;
  }

  static NangoServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    NangoServer server = new NangoServer(http);
    http.createContext("/connections", server::answer);
    http.start();
    return server;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A connection; without a refresh token if it is null. */
  void add(String id, String integration, String endUser, String refreshToken) {
    Map<String, Object> credentials = new LinkedHashMap<>();
    credentials.put("type", "OAUTH2");
    credentials.put("access_token", "access-of-" + id);
    if (refreshToken != null) {
      credentials.put("refresh_token", refreshToken);
    }
    credentials.put("raw", Map.of());
    Map<String, Object> listed = new LinkedHashMap<>();
    listed.put("id", connections.size() + 1);
    listed.put("connection_id", id);
    listed.put("provider", "google");
    listed.put("provider_config_key", integration);
    listed.put("created", "2026-06-03T14:53:22.051Z");
    listed.put("metadata", null);
    listed.put("tags", endUser == null ? Map.of() : Map.of("end_user_id", endUser));
    listed.put("errors", List.of());
    connections.put(id, new Connection(listed, credentials));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    Connection one = connections.get(path.substring(path.lastIndexOf('/') + 1));
    if (!("Bearer " + SECRET_KEY).equals(key)) {
      reply(exchange, 401, Map.of("error", Map.of("code", "unknown_account")));
    } else if (path.equals("/connections")) {
      reply(
          exchange,
          200,
          Map.of("connections", connections.values().stream().map(Connection::listed).toList()));
    } else if (one == null || !query.contains("provider_config_key=" + INTEGRATION)) {
      reply(exchange, 404, Map.of("error", Map.of("code", "not_found")));
    } else {
      Map<String, Object> shown = new LinkedHashMap<>(one.credentials());
      if (!query.contains("refresh_token=true")) {
        shown.remove("refresh_token");
      }
      Map<String, Object> whole = new LinkedHashMap<>(one.listed());
      whole.put("credentials", shown);
      whole.put("connection_config", Map.of());
      reply(exchange, 200, whole);
    }
  }

  private static void reply(HttpExchange exchange, int status, Object body) throws IOException {
    try (exchange) {
      byte[] json = new ObjectMapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
