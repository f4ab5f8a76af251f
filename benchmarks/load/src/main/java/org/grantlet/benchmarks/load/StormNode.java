package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.jdbc.JdbcStoreFactory;

/**
 * A JVM with some nodes of one application, and callers of each, who all want the access token of
 * one grant at once. Arguments: provider, database, the number of the first node, how many, and
 * callers of each.
 */
final class StormNode {
  /** All nodes of an application have the same. */
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  /** The command for {@link #wake}. */
  static final String FLOOR = "floor";

  private record Node(String name, Grantlet engine) {}

  /** What a caller does; gives how long that took, in microseconds. */
  @FunctionalInterface
  private interface Call {
    long make(Node node);
  }

  private final List<Node> nodes = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int callers;
  private long made;

  private StormNode(String provider, String database, int first, int count, int callers) {
    this.callers = callers;
    for (int i = first; i < first + count; i++) {
      String name = "node-" + i;
      nodes.add(new Node(name, engine(name, provider, database)));
    }
  }

  public static void main(String[] args) throws Exception {
    StormNode storm =
        new StormNode(
            args[0],
            args[1],
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]));
    Commands.serve(
        URI.create(args[0]),
        command ->
            switch (command) {
              case "grant" -> storm.grant();
              case FLOOR -> storm.wake();
              default -> storm.go(command);
            });
  }

  private static Grantlet engine(String name, String provider, String database) {
    return Grantlet.builder()
        .baseUrl("https://app.example.com")
        .customProviders(true)
        .insecureLoopback(true)
        .backgroundRefresh(Duration.ZERO)
        .encryptionKey(Secret.of(KEY))
        .http(options -> options.userAgent(name))
        .stores(() -> new JdbcStoreFactory().openStore(database, Clock.systemUTC()))
        .integration(
            "acme",
            IntegrationSpec.builder()
                .setting("issuer", provider)
                .clientId(Contender.CLIENT_ID)
                .clientSecret(Contender.CLIENT_SECRET)
                .scope("openid")
                .redirectUris("https://app.example.com/connected")
                .build())
        .build();
  }

  /** A new grant whose access token has ended; gives its id. */
  private String grant() {
    String token = SlowRefresh.FIRST + nodes.get(0).name + "-" + made++;
    return nodes
        .get(0)
        .engine
        .grants()
        .create("acme", new GrantSpec(Map.of("refresh_token", token), null, null, null, null))
        .id();
  }

  /** All callers want the access token of a grant. */
  private String go(String grantId) {
    return all(
        () -> {},
        node -> {
          long before = System.nanoTime();
          node.engine.grants().accessToken(grantId);
          return (System.nanoTime() - before) / 1000;
        });
  }

  /** As many threads wait for as long, for nothing but its end: how long that takes to wake all. */
  private String wake() {
    CompletableFuture<Long> end = new CompletableFuture<>();
    Executor later =
        CompletableFuture.delayedExecutor(Storm.PROVIDER_MILLIS, TimeUnit.MILLISECONDS);
    return all(
        () -> later.execute(() -> end.complete(System.nanoTime())),
        node -> {
          long ended = end.join();
          return (System.nanoTime() - ended) / 1000;
        });
  }

  /** All callers at once; gives "node microseconds microseconds …" of each, shortest first. */
  private String all(Runnable begin, Call call) {
    CountDownLatch ready = new CountDownLatch(callers * nodes.size());
    CountDownLatch start = new CountDownLatch(1);
    List<List<Future<Long>>> waits = new ArrayList<>();
    for (Node node : nodes) {
      List<Future<Long>> ofNode = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        ofNode.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  start.await();
                  return call.make(node);
                }));
      }
      waits.add(ofNode);
    }
    try {
      ready.await();
      begin.run();
      start.countDown();
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < waits.size(); i++) {
        lines.add(nodes.get(i).name + " " + sorted(waits.get(i)));
      }
      return String.join(";", lines);
    } catch (IOException e) {
      return "failed " + e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "failed " + e;
    }
  }

  private static String sorted(List<Future<Long>> waits) throws IOException, InterruptedException {
    long[] micros = new long[waits.size()];
    try {
      for (int i = 0; i < micros.length; i++) {
        micros[i] = waits.get(i).get(1, TimeUnit.MINUTES);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
    Arrays.sort(micros);
    return String.join(" ", Arrays.stream(micros).mapToObj(String::valueOf).toList());
  }
}
