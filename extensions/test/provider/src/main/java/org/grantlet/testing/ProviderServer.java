package org.grantlet.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes requests, writes them down and lets the {@link Behavior} of the endpoint answer. */
final class ProviderServer implements AutoCloseable {
  private static final int BACKLOG = 2048;

  static {
    // Otherwise Nagle's algorithm delays each second reply on a kept-alive connection by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What is right. */
  interface Answers {
    Reply answer(RecordedRequest request, Behavior behavior);
  }

  private final Function<String, @Nullable Endpoint> router;
  private final HttpServer server;
  private final ExecutorService executor;
  private final ReplyWriter writer;
  private final RequestLog log = new RequestLog();
  private final Map<Endpoint, Behavior> behaviors = new EnumMap<>(Endpoint.class);
  private final Behavior refresh;

  /**
   * Listens on a port, 0 for a free one; the router says which endpoint is at a path, null for
   * none.
   */
  ProviderServer(Function<String, @Nullable Endpoint> router, int port) throws IOException {
    this.router = router;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "test-provider");
          thread.setDaemon(true);
          return thread;
        };
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    executor = Executors.newCachedThreadPool(threads);
    writer = new ReplyWriter(threads);
    for (Endpoint endpoint : Endpoint.values()) {
      behaviors.put(endpoint, new Behavior(executor));
    }
    refresh = new Behavior(executor);
  }

  void start(Answers answers) {
    server.setExecutor(executor);
    server.createContext("/", exchange -> handle(exchange, answers));
    server.start();
  }

  private void handle(HttpExchange exchange, Answers answers) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean moved = path.startsWith(Behavior.MOVED + "/");
    Endpoint endpoint = router.apply(moved ? path.substring(Behavior.MOVED.length()) : path);
    if (endpoint == null) {
      writer.write(exchange, Reply.status(404));
      return;
    }
    RecordedRequest request = RecordedRequest.read(endpoint, exchange);
    log.add(request);
    Behavior behavior = request.isRefresh() ? refresh : behavior(endpoint);
    behavior.pass(() -> writer.write(exchange, reply(request, behavior, moved, answers)));
  }

  private Reply reply(RecordedRequest request, Behavior behavior, boolean moved, Answers answers) {
    try {
      Reply dictated = moved ? null : behavior.dictated(request, issuer());
      return dictated != null ? dictated : answers.answer(request, behavior);
    } catch (RuntimeException | AssertionError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Reply.of(500, "text/plain", "The test provider is broken:\n" + trace);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RequestLog log() {
    return log;
  }

  Behavior behavior(Endpoint endpoint) {
    return Objects.requireNonNull(behaviors.get(endpoint));
  }

  Behavior refresh() {
    return refresh;
  }

  void behaveWell() {
    behaviors.values().forEach(Behavior::reset);
    refresh.reset();
  }

  @Override
  public void close() {
    server.stop(0);
    writer.close();
    executor.shutdownNow();
  }
}
