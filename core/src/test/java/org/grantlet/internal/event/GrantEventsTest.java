package org.grantlet.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.GrantListener;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Thrown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners that throw what Java allows and what it does not. */
class GrantEventsTest {
  private static final AuthenticationFailure FAILURE =
      new AuthenticationFailure(ErrorCode.ACCESS_DENIED, "acme", "id", null, "no");

  private static GrantEvents events(GrantListener... listeners) {
    return new GrantEvents(
        new MemoryGrantStore(),
        null,
        new EventOptions(
            List.of(listeners),
            false,
            Duration.ofDays(7),
            "https://app.example.com/connect",
            null,
            Recipients.NONE,
            Clock.systemUTC()));
  }

  @ParameterizedTest
  @MethodSource("org.grantlet.testing.Thrown#anything")
  void listener_thatThrowsAnything_isCountedAndKeepsNobodyFromHearing(Throwable thrown) {
    List<ErrorCode> heard = new ArrayList<>();
    GrantListener bad =
        new GrantListener() {
          @Override
          public void authenticationFailed(AuthenticationFailure failure) {
            Thrown.sneak(thrown);
          }
        };
    GrantListener good =
        new GrantListener() {
          @Override
          public void authenticationFailed(AuthenticationFailure failure) {
            heard.add(failure.error());
          }
        };
    GrantEvents events = events(bad, good);

    events.publish(FAILURE);
    events.publish(FAILURE);

    assertThat(heard).hasSize(2);
    assertThat(events.listenerFailures()).isEqualTo(2);
    assertThat(Thread.interrupted()).isEqualTo(thrown instanceof InterruptedException);
  }

  @Test
  void failures_areNumberedInTheLog() {
    GrantListener bad =
        new GrantListener() {
          @Override
          public void authenticationFailed(AuthenticationFailure failure) {
            throw new NoClassDefFoundError("com/example/Missing");
          }
        };
    GrantEvents events = events(bad);
    try (Logs logs = Logs.listen()) {
      events.publish(FAILURE);
      events.publish(FAILURE);
      assertThat(logs.text())
          .contains(bad.getClass().getName() + " failed, 2 times since the start")
          .contains("NoClassDefFoundError: com/example/Missing");
    }
  }
}
