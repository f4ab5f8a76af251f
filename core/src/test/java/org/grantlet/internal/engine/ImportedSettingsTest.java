package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An imported refresh token brings what else a login would have told, as settings. */
class ImportedSettingsTest {
  private final TestProvider provider = TestProvider.start();
  private final EntryDriver driver = new EntryDriver(provider);

  @AfterEach
  void stop() {
    provider.close();
  }

  /** As QuickBooks does it: the realm comes with the callback, and is a part of the identity. */
  @Test
  void realm_thatALoginGetsFromTheCallback_isGivenWithTheRefreshToken() {
    Map<String, Object> keep =
        Map.of(
            "setting",
            "realm_id",
            "from",
            "callback:realmId",
            "pattern",
            "[0-9]+",
            "required",
            true);
    String entry =
        driver.entry(
            Map.of(
                "keep", List.of(keep),
                "identity", Map.of("subject", List.of("settings:realm_id", "sub"))));
    try (Grantlet grantlet = driver.start(entry)) {
      Grant imported =
          grantlet
              .grants()
              .create(
                  EntryDriver.ACME,
                  new GrantSpec(
                      Map.of(
                          "refresh_token",
                          provider.issueRefreshToken("calendar"),
                          "realm_id",
                          "4711"),
                      null,
                      null,
                      null,
                      null));
      assertThat(imported.providerUserId()).isEqualTo("4711:" + TestUser.ADA.subject());
      assertThat(imported.settings()).containsEntry("realm_id", "4711");

      Grant again = driver.login(grantlet, Map.of(), Map.of("realmId", List.of("4711")));
      assertThat(again.id()).isEqualTo(imported.id());
    }
  }
}
