package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.webhook.Attempt;
import org.grantlet.internal.webhook.Webhook.Status;
import org.grantlet.internal.webhook.WebhookChanges.Made;
import org.grantlet.internal.webhook.Webhooks;
import org.grantlet.jdbc.WebhookReceiver.Arrived;
import org.grantlet.jdbc.WebhookReceiver.Reply;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks from a change of a grant in a database to a receiver. */
class WebhookTest {
  private static EventNodes nodes;
  private final WebhookReceiver receiver = new WebhookReceiver();
  private Grantlet node;
  private Webhooks webhooks;

  @BeforeAll
  static void startProvider() {
    nodes = new EventNodes();
  }

  @AfterAll
  static void stopProvider() {
    nodes.close();
  }

  @BeforeEach
  void start() {
    nodes.clear();
    nodes.clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS)); // the library knows no other
    node = nodes.node();
    webhooks = Engine.of(node).webhooks();
  }

  @AfterEach
  void stop() {
    nodes.closeNodes();
    receiver.close();
  }

  private Made register(String... types) {
    return webhooks.changes().create(receiver.url(), List.of(types), null);
  }

  private void awaitArrived(int count) {
    Patience.await(count + " messages").until(() -> receiver.arrived.size() >= count);
  }

  private Status status(Made made) {
    return webhooks.get(made.webhook().id()).health().status();
  }

  /** Until each event has had its attempt: the clock must not move before its pause is written. */
  private void awaitAttempts(Made made, int count) {
    Patience.await(count + " attempts")
        .until(() -> webhooks.deliveries(made.webhook().id(), 200, 0).size() >= count);
    nodes.awaitQuiet();
  }

  @Test
  void event_arrivesSigned_asTheLibraryOfStandardWebhooksVerifies() throws Exception {
    Made made = register();
    Grant grant = nodes.connect(node, "ada");
    awaitArrived(1);

    Arrived message = receiver.arrived.get(0);
    new Webhook(made.secret().reveal()).verify(message.body(), lowerCase(message));
    message.verify(made.secret(), nodes.clock);
    assertThat(message.header("Content-Type"))
        .isEqualTo("application/cloudevents+json; charset=UTF-8");
    assertThat(message.event())
        .containsEntry("specversion", "1.0")
        .containsEntry("type", "grant.created")
        .containsEntry("id", message.id())
        .containsEntry("source", "https://app.example.com/connect");
    assertThat(message.object())
        .containsEntry("grant_id", grant.id())
        .containsEntry("account_id", "ada")
        .containsEntry("email", grant.email());
    assertThat(message.body()).doesNotContain("access_token", "refresh");
  }

  private static Map<String, List<String>> lowerCase(Arrived message) {
    return Map.of(
        "webhook-id", List.of(message.id()),
        "webhook-timestamp", List.of(message.header("webhook-timestamp")),
        "webhook-signature", List.of(message.header("webhook-signature")));
  }

  @Test
  void webhook_hearsTheTypesThatItAskedFor() {
    register("grant.deleted");
    Grant grant = nodes.connect(node, "ada");
    node.grants().delete(grant.id());
    awaitArrived(1);
    assertThat(receiver.types()).containsExactly("grant.deleted");
  }

  @Test
  void messageThatFailed_isSentAgain_withTheSameIdAndANewTime() throws Exception {
    Made made = register();
    receiver.answer = message -> Reply.of(500);
    nodes.connect(node, "ada");
    awaitAttempts(made, 1);
    receiver.answer = message -> Reply.of(200);
    nodes.advance(Duration.ofSeconds(6));
    awaitArrived(2);

    Arrived first = receiver.arrived.get(0);
    Arrived second = receiver.arrived.get(1);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.header("webhook-timestamp")).isNotEqualTo(first.header("webhook-timestamp"));
    second.verify(made.secret(), nodes.clock);
    awaitAttempts(made, 2);
    assertThat(webhooks.deliveries(made.webhook().id(), 10, 0))
        .extracting(Attempt::status)
        .containsExactly(200, 500);
    Patience.await("it counts as good")
        .until(() -> webhooks.get(made.webhook().id()).health().failingSince() == null);
  }

  @Test
  void retryAfter_isRespected() {
    Made made = register();
    receiver.answer = message -> new Reply(503, "", Map.of("Retry-After", "3600"));
    nodes.connect(node, "ada");
    awaitAttempts(made, 1);
    nodes.advance(Duration.ofMinutes(50));
    nodes.connect(node, "grace"); // what is due for longer would come first
    awaitAttempts(made, 2);
    assertThat(receiver.arrived.get(0).id()).isNotEqualTo(receiver.arrived.get(1).id());
    receiver.answer = message -> Reply.of(200);
    nodes.advance(Duration.ofMinutes(11));
    awaitArrived(3);
    assertThat(receiver.arrived.get(2).id()).isEqualTo(receiver.arrived.get(0).id());
  }

  @Test
  void receiverThatIsDownForADay_getsEverythingInTheOrderOfEachGrant() {
    Made made = register("grant.updated");
    receiver.answer = message -> Reply.of(503);
    List<Grant> grants = new ArrayList<>();
    for (String user : List.of("ada", "grace", "joan")) {
      grants.add(nodes.connect(node, user));
    }
    for (int hour = 0; hour < 24; hour++) {
      for (Grant grant : grants) {
        EventNodes.change(node, grant, hour);
      }
      nodes.awaitQuiet();
      int before = receiver.arrived.size();
      nodes.advance(Duration.ofHours(1));
      nodes.awaitQuiet();
      int tried = receiver.arrived.size() - before;
      assertThat(hour >= 4 || tried > 0).as("pauses of an hour and more come later").isTrue();
    }
    assertThat(status(made)).isEqualTo(Status.FAILING);
    receiver.arrived.clear();
    receiver.answer = message -> Reply.of(200);
    nodes.advance(Duration.ofHours(27));
    nodes.awaitQuiet();
    for (Grant grant : grants) {
      assertThat(receiver.arrived)
          .filteredOn(message -> message.object().get("grant_id").equals(grant.id()))
          .extracting(Arrived::seats)
          .containsExactlyElementsOf(IntStream.range(0, 24).boxed().toList());
    }
    assertThat(receiver.arrived).hasSize(72);
    assertThat(status(made)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void webhookThatFailsFor72Hours_isSentNoMore_untilItIsEnabled_andGetsWhatItMissed() {
    Made made = register();
    String id = made.webhook().id();
    Instant start = nodes.clock.instant();
    receiver.answer = message -> Reply.of(500);
    nodes.connect(node, "ada");
    for (int hours = 0; hours <= 75; hours += 25) {
      Patience.await("an attempt that counts")
          .until(() -> nodes.clock.instant().equals(webhooks.get(id).health().failedAt()));
      assertThat(status(made))
          .isEqualTo(hours == 0 ? Status.ACTIVE : hours < 72 ? Status.FAILING : Status.FAILED);
      nodes.awaitQuiet();
      nodes.advance(Duration.ofHours(25));
    }
    int attempts = receiver.arrived.size();
    nodes.connect(node, "grace");
    assertThatThrownBy(() -> webhooks.redeliver(id, start))
        .isInstanceOf(GrantletException.class)
        .hasMessage("The webhook is failed: enable it first");
    assertThat(webhooks.get(id).health().error()).contains("HTTP status 500");
    receiver.answer = message -> Reply.of(200);
    assertThat(webhooks.enable(id).health().status()).isEqualTo(Status.ACTIVE);
    assertThat(receiver.arrived).hasSize(attempts);

    assertThat(webhooks.redeliver(id, start)).isEqualTo(2);
    awaitArrived(attempts + 2);
    assertThat(receiver.arrived.subList(attempts, attempts + 2))
        .extracting(message -> message.object().get("account_id"))
        .containsExactlyInAnyOrder("ada", "grace");
  }

  @Test
  void answer410_endsTheWebhook() {
    Made made = register();
    receiver.answer = message -> Reply.of(410);
    nodes.connect(node, "ada");
    Patience.await("the end").until(() -> status(made) == Status.ENDED);
    nodes.connect(node, "grace");
    receiver.answer = message -> Reply.of(200);
    webhooks.enable(made.webhook().id());
    nodes.connect(node, "joan");
    awaitArrived(2);
    assertThat(receiver.arrived.get(1).object()).containsEntry("account_id", "joan");
  }

  @Test
  void redirect_isNotFollowed() {
    try (WebhookReceiver other = new WebhookReceiver()) {
      receiver.answer = message -> new Reply(307, "", Map.of("Location", other.url()));
      Attempt attempt = webhooks.test(register().webhook().id());
      assertThat(attempt.status()).isEqualTo(307);
      assertThat(attempt.isHeard()).isFalse();
      assertThat(other.arrived).isEmpty();
    }
  }

  @Test
  void newSecret_signsBesideTheOldOne_untilTheOverlapIsOver() throws Exception {
    Made made = register();
    String id = made.webhook().id();
    Made rotated = webhooks.changes().rotate(id, Duration.ofHours(1));
    webhooks.test(id);
    receiver.arrived.get(0).verify(made.secret(), nodes.clock);
    receiver.arrived.get(0).verify(rotated.secret(), nodes.clock);

    nodes.advance(Duration.ofHours(1));
    webhooks.test(id);
    receiver.arrived.get(1).verify(rotated.secret(), nodes.clock);
    assertThatThrownBy(() -> receiver.arrived.get(1).verify(made.secret(), nodes.clock))
        .hasMessageContaining("another secret");

    Made alone = webhooks.changes().rotate(id, Duration.ZERO);
    webhooks.test(id);
    receiver.arrived.get(2).verify(alone.secret(), nodes.clock);
    assertThatThrownBy(() -> receiver.arrived.get(2).verify(rotated.secret(), nodes.clock))
        .hasMessageContaining("another secret");
  }

  private void loginFails(ErrorCode error) {
    webhooks.failed(new AuthenticationFailure(error, "test", null, "ada@test", "secret words"));
  }

  @Test
  void failedLogins_areCounted_andToldOnceAMinute() {
    register("authentication.failed");
    register("grant.created");
    ErrorCode denied = ErrorCode.ACCESS_DENIED;
    List.of(denied, ErrorCode.PROVIDER_ERROR, denied, denied).forEach(this::loginFails);
    assertThat(receiver.arrived).isEmpty();
    nodes.advance(Duration.ofSeconds(61));
    awaitArrived(1);
    nodes.connect(node, "ada");
    nodes.awaitQuiet();
    nodes.advance(Duration.ofSeconds(61)); // in which no login fails
    loginFails(denied);
    nodes.advance(Duration.ofSeconds(61));
    awaitArrived(3);
    assertThat(receiver.types())
        .containsExactly("authentication.failed", "grant.created", "authentication.failed");
    assertThat(receiver.arrived.get(0).object())
        .containsEntry("count", 4)
        .containsEntry("errors", Map.of("grant.access_denied", 3, "api.provider_error", 1));
    assertThat(receiver.arrived.get(0).body()).doesNotContain("secret words", "ada@");
  }
}
