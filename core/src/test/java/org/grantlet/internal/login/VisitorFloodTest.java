package org.grantlet.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Test;

/** Visitors who begin, answer with an error themselves, and never come back for the result. */
class VisitorFloodTest {
  private static final int VISITORS = 100;

  private final MutableClock clock = MutableClock.atNow();
  private final LoginStore logins =
      new LoginStore(
          new MemoryOneTimeStore(clock, 20_000),
          null,
          new AppUrls("https://app.example.com", "/connect"),
          clock,
          Duration.ofMinutes(1));

  private PendingAuthorization pending(String id) {
    return new PendingAuthorization(
        HostedAuthRequest.builder("acme").redirectUri("https://app.example.com/connected").build(),
        "integration",
        URI.create("https://app.example.com/connect/callback/acme"),
        new BrowserBinding(BrowserSecret.next(clock, id), null, null),
        true,
        true);
  }

  @Test
  void failuresOfVisitors_leaveRoomForOtherLogins() {
    for (int i = 0; i < VISITORS; i++) {
      String id = RandomIds.next();
      PendingAuthorization pending = pending(id);
      StoredLogin claimed =
          logins
              .move(
                  new StoredLogin(id, pending, null),
                  new LoginStep.Exchanging(pending, "response", clock.instant()))
              .orElseThrow();
      LoginResult result = LoginResult.failure(pending.request(), ErrorCode.ACCESS_DENIED);
      assertThat(
              logins.move(
                  claimed, new LoginStep.Ended(result, pending.binding(), "response", false)))
          .isPresent();
    }
    String id = RandomIds.next();
    assertThat(logins.offer(id, pending(id))).isTrue();
  }
}
