package org.grantlet.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.GrantEvent;
import org.grantlet.GrantStatus;
import org.grantlet.store.Outbox;
import org.junit.jupiter.api.Test;

/** Events as they are kept, before and after their account is forgotten. */
class EventJsonTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static RefreshError error(String said) {
    return new RefreshError(
        NOW,
        NOW,
        "api.provider_error",
        Map.of("error", "invalid_grant", "error_description", said),
        3);
  }

  private static GrantEvent event() {
    Grant grant =
        Grant.builder("grant", "acme", "integration")
            .status(GrantStatus.INVALID)
            .accountId("account-1")
            .email("ada@example.org", true)
            .createdAt(NOW)
            .updatedAt(NOW)
            .lastRefreshError(error("the user ada@example.org is gone"))
            .build();
    return new GrantEvent(
        GrantEvent.Type.REFRESH_FAILED,
        "https://app.example.com/connect",
        "event",
        NOW,
        null,
        grant,
        null,
        error("ada@example.org does not answer"));
  }

  @Test
  void event_isReadAsItWasWritten() {
    assertThat(EventJson.read(EventJson.write(event(), 8, false))).isEqualTo(event());
  }

  @Test
  void whatAProviderSaid_goesWithTheAccount() {
    Outbox.Event kept = EventJson.write(event(), 8, false);
    assertThat(kept.body()).doesNotContain("ada");
    Outbox.Event forgotten =
        new Outbox.Event(
            kept.id(),
            kept.type(),
            kept.time(),
            kept.grantId(),
            kept.accountId(),
            kept.position(),
            kept.body(),
            null);
    RefreshError left = EventJson.read(forgotten).refreshError();
    assertThat(left).isEqualTo(new RefreshError(NOW, NOW, "api.provider_error", null, 3));
    assertThat(EventJson.read(forgotten).toCloudEvent().toString()).doesNotContain("ada");
  }
}
