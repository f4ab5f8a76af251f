package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.grantlet.sample.WebhookInbox.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookInboxTest {
  private static final Duration NO_WAIT = Duration.ZERO;

  private final WebhookInbox inbox = new WebhookInbox();

  private void arrives(String id, String accountId) {
    inbox.add(new Message(id, "grant.created", accountId, "", Instant.EPOCH));
  }

  private List<String> after(String id, Duration patience) throws InterruptedException {
    return inbox.awaitAfter(id, "ada", patience).stream().map(Message::id).toList();
  }

  @Test
  void messagesAfterOne_areThoseOfTheUser_oldestFirst() throws Exception {
    arrives("1", "ada");
    arrives("2", "grace");
    arrives("3", "ada");
    arrives("4", "ada");
    arrives("3", "ada"); // a repetition
    assertThat(after("1", NO_WAIT)).containsExactly("3", "4");
    assertThat(after("4", NO_WAIT)).isEmpty();
    assertThat(after("", NO_WAIT)).containsExactly("1", "3", "4");
  }

  @Test
  void messagesAfterOneThatIsNotKept_areAll() throws Exception {
    IntStream.rangeClosed(1, 201).forEach(i -> arrives(String.valueOf(i), "ada"));
    assertThat(after("1", NO_WAIT)).hasSize(200).startsWith("2").endsWith("201");
  }

  @Test
  void messageThatArrivesLater_endsTheWait() throws Exception {
    arrives("1", "ada");
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              arrives("2", "grace");
              arrives("3", "ada");
            });
    assertThat(after("1", Duration.ofMinutes(10))).containsExactly("3");
    others.join();
  }

  @Test
  void closing_endsTheWait() throws Exception {
    CompletableFuture<Void> stop = CompletableFuture.runAsync(inbox::close);
    assertThat(after("1", Duration.ofMinutes(10))).isEmpty();
    stop.join();
  }
}
