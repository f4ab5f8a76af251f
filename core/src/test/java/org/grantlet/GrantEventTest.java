package org.grantlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The CloudEvents 1.0 envelope of an event. */
class GrantEventTest {
  private static final Grant GRANT = Grant.builder("grant-1", "google", "integration-1").build();
  private static final Instant TIME = Instant.parse("2026-11-25T20:15:30Z");

  private static GrantEvent event(GrantEvent.Type type, String applicationId, String loginId) {
    return new GrantEvent(
        type,
        "https://app.example.com/connect",
        "event-1",
        TIME,
        applicationId,
        GRANT,
        loginId,
        null);
  }

  @Test
  void envelope_ofAConnection_hasAllMembers() {
    assertThat(event(GrantEvent.Type.CREATED, "acme", "login-1").toCloudEvent())
        .isEqualTo(
            Map.of(
                "specversion", "1.0",
                "type", "grant.created",
                "source", "https://app.example.com/connect",
                "id", "event-1",
                "time", "2026-11-25T20:15:30Z",
                "datacontenttype", "application/json",
                "data",
                    Map.of(
                        "application_id",
                        "acme",
                        "object",
                        Map.of(
                            "code", 25012,
                            "grant_id", "grant-1",
                            "integration_id", "integration-1",
                            "provider", "google",
                            "login_id", "login-1"))));
  }

  @Test
  void envelope_leavesOutWhatIsUnknown() {
    assertThat(event(GrantEvent.Type.DELETED, null, null).toCloudEvent().get("data"))
        .isEqualTo(
            Map.of(
                "object",
                Map.of(
                    "grant_id", "grant-1",
                    "integration_id", "integration-1",
                    "provider", "google")));
  }
}
