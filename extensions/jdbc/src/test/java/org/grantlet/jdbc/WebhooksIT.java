package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.Secret;
import org.grantlet.docs.Snippets;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.text.WebhookSignature;
import org.grantlet.internal.webhook.Webhooks;
import org.grantlet.jdbc.WebhookReceiver.Reply;
import org.grantlet.testing.Measured;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks beside slow ones, and at a receiver in Node; needs node and npm. */
class WebhooksIT {
  private static final Secret SECRET = Secret.of(WebhookSignature.secret(new byte[32]));
  private static final int EVENTS = 200;
  private static final Duration SLOW = Duration.ofSeconds(10);

  /** Below this, a factor is the noise of the machine. */
  private static final Duration NOISE = Duration.ofMillis(50);

  @TempDir private Path folder;

  /** How long events take to arrive, from the change of the grant on. */
  private static Duration p95(Grantlet node, Grant grant, WebhookReceiver fast) {
    List<Duration> took = new ArrayList<>();
    fast.arrived.clear();
    fast.answer =
        message -> {
          Instant made = Instant.parse((String) message.event().get("time"));
          synchronized (took) {
            took.add(Duration.between(made, Instant.now()));
          }
          return Reply.of(204);
        };
    for (int i = 1; i <= EVENTS; i++) {
      EventNodes.change(node, grant, i);
      int sent = i;
      Patience.await("event " + i).until(() -> fast.arrived.size() >= sent);
    }
    return took.stream().sorted().toList().get(EVENTS * 95 / 100);
  }

  @Test
  void slowReceiver_delaysNoOther() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (EventNodes nodes = new EventNodes();
        WebhookReceiver fast = new WebhookReceiver();
        WebhookReceiver slow = new WebhookReceiver()) {
      nodes.clear();
      Grantlet node = nodes.node(builder -> builder.clock(Clock.systemUTC()));
      Webhooks webhooks = Engine.of(node).webhooks();
      webhooks.changes().create(fast.url(), List.of("grant.updated"), null);
      Grant grant = nodes.connect(node, "ada");
      Duration warm = p95(node, grant, fast);
      Duration alone = Measured.best(() -> p95(node, grant, fast));
      Duration limit = (alone.compareTo(NOISE) > 0 ? alone : NOISE).multipliedBy(2);

      slow.answer =
          message -> {
            try {
              boolean ended = end.await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
              return Reply.of(ended ? 500 : 200);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return Reply.of(500);
            }
          };
      for (int i = 0; i < 3; i++) {
        webhooks.changes().create(slow.url(), null, "slow " + i);
      }
      List<Grant> others = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        others.add(nodes.connect(node, "user-" + i));
      }
      for (Grant other : others) {
        EventNodes.change(node, other, 0);
      }
      Patience.await("the changes of the others")
          .until(() -> fast.arrived.size() >= EVENTS + others.size());
      Duration beside = Measured.bestWithin(limit, () -> p95(node, grant, fast));
      System.out.printf(
          "webhooks: p95 of a fast receiver %d ms alone (%d ms cold), %d ms beside three that take"
              + " 10 s for each of %d events%n",
          alone.toMillis(), warm.toMillis(), beside.toMillis(), 2 * others.size());
      assertThat(beside).isLessThanOrEqualTo(limit);
    } finally {
      end.countDown();
    }
  }

  @Test
  void receiverInNode_takesWhatWeSigned() throws Exception {
    Process npm =
        start(List.of("npm", "install", "--no-audit", "--no-fund", "standardwebhooks@1.1.1"), 0);
    assertThat(npm.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(npm.exitValue()).as(output()).isZero();
    Files.writeString(folder.resolve("receiver.cjs"), Snippets.named("webhook-node"));
    int port = Ports.free();
    Process receiver = start(List.of("node", "receiver.cjs"), port);
    try (EventNodes nodes = new EventNodes()) {
      nodes.clear();
      Grantlet node =
          nodes.node(
              builder ->
                  builder
                      .clock(Clock.systemUTC())
                      .webhook("node", "http://127.0.0.1:" + port + "/", SECRET));
      Webhooks webhooks = Engine.of(node).webhooks();
      Patience.await("the receiver").until(() -> webhooks.test("node").status() == 204);
      Grant grant = nodes.connect(node, "ada");
      // An attempt is written down after its answer, so later than the receiver sees it.
      Patience.await("the event in the log")
          .until(() -> grant.id().equals(webhooks.deliveries("node", 1, 0).get(0).grantId()));
      assertThat(output()).contains("webhook.test", "grant.created");
    } finally {
      receiver.destroy();
    }
  }

  private Process start(List<String> command, int port) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("PORT", String.valueOf(port));
    builder.environment().put("CRM_WEBHOOK_SECRET", SECRET.reveal());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }
}
