package org.grantlet.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Test;

/** Visitors who begin, answer with a code of their own, and never come back for the result. */
class VisitorFloodTest {
  private static final int VISITORS = 100;

  private final MutableClock clock = MutableClock.atNow();
  private final AppUrls urls = new AppUrls("https://app.example.com", "/connect");
  private final LoginStore logins =
      new LoginStore(
          new MemoryOneTimeStore(clock, 20_000),
          null,
          new SealedLogins(new Encryption(List.of(EncryptionKey.random())), urls, clock),
          urls,
          clock,
          Duration.ofMinutes(1));

  private PendingAuthorization pending(String id) {
    return new PendingAuthorization(
        HostedAuthRequest.builder("acme").redirectUri("https://app.example.com/connected").build(),
        "integration",
        "https://app.example.com/connect/callback/acme",
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
                  StoredLogin.sealed(id, pending, clock.instant().plusSeconds(600)),
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
