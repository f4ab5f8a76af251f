package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.grantlet.Integration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link IntegrationStore} does. */
public abstract class IntegrationStoreContract {
  private IntegrationStore store;

  /** A new, empty store. */
  protected abstract IntegrationStore open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    store = open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private static Integration integration(String provider, String id, long version) {
    return new Integration(
        id,
        provider,
        "A name",
        Map.of("client_id", "client", "require_all_scopes", true),
        Map.of("client_secret", "ciphertext"),
        List.of("openid"),
        List.of("https://app.example.com/connected"),
        Duration.ofHours(1),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        version);
  }

  @Test
  void insert_keepsEveryMember_andOnePerProvider() {
    Integration google = integration("google", "1", 1);
    assertThat(store.insert(google)).isTrue();
    assertThat(store.find("google")).contains(google);
    assertThat(store.insert(integration("google", "2", 1))).isFalse();
    assertThat(store.find("google")).contains(google);
    assertThat(store.find("zoom")).isEmpty();
  }

  @Test
  void list_isByProvider() {
    store.insert(integration("zoom", "1", 1));
    store.insert(integration("google", "2", 1));
    assertThat(store.list()).extracting(Integration::provider).containsExactly("google", "zoom");
  }

  @Test
  void replace_ofTheVersionBefore_works_andOfAnyOther_writesNothing() {
    store.insert(integration("google", "1", 1));
    assertThat(store.replace(integration("google", "1", 2))).isTrue();
    assertThat(store.replace(integration("google", "1", 2))).isFalse();
    assertThat(store.replace(integration("google", "2", 3))).isFalse();
    assertThat(store.replace(integration("zoom", "1", 2))).isFalse();
    assertThat(store.find("google")).contains(integration("google", "1", 2));
  }

  @Test
  void delete_removesIt() {
    store.insert(integration("google", "1", 1));
    assertThat(store.delete("google")).isTrue();
    assertThat(store.delete("google")).isFalse();
    assertThat(store.find("google")).isEmpty();
    assertThat(store.insert(integration("google", "2", 1))).isTrue();
  }
}
