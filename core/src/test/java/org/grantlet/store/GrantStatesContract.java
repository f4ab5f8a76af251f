package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.GrantStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link GrantStore} keeps and finds what state grants are in. */
public abstract class GrantStatesContract {
  static final String ISSUER = "issuer https://accounts.example.com";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  GrantStore store;

  /** A new, empty store. */
  protected abstract GrantStore open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    store = open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  static StoredGrant grant(String subject, String account, int second) {
    Instant at = START.plusSeconds(second);
    Grant grant =
        Grant.builder(UUID.randomUUID().toString(), "google", "integration-1")
            .email(subject + "@example.com", true)
            .accountId(account)
            .providerUserId(subject)
            .scope(List.of("openid", "email"))
            .metadata(Map.of("plan", "pro", "seats", 3L))
            .settings(Map.of("tenant", "common"))
            .state("state-1")
            .browser("192.0.2.1", "Mozilla/5.0")
            .createdAt(at)
            .refreshable(false)
            .build();
    return new StoredGrant(grant, ISSUER, "tokens-" + subject, at.plusSeconds(300), 1);
  }

  static StoredGrant changed(StoredGrant from, GrantStatus status, int second) {
    return from.next(
        from.grant().toBuilder().status(status).updatedAt(START.plusSeconds(second)).build(),
        "other-tokens",
        null);
  }

  @Test
  void insertAndReplace_keepHowAGrantIs() {
    StoredGrant grant = grant("ada", "account-1", 0);
    Grant failing =
        grant.grant().toBuilder()
            .lastRefreshAt(START)
            .lastRefreshError(
                new RefreshError(
                    START.plusSeconds(90),
                    START.plusSeconds(30),
                    "api.provider_error",
                    Map.of("error", "invalid_client", "error_description", "The secret ended"),
                    7))
            .build();
    StoredGrant first = new StoredGrant(failing, ISSUER, "tokens", null, 1);
    assertThat(store.insert(first)).isTrue();
    assertThat(store.find(grant.id())).contains(first);
    for (Grant.Reason reason : Grant.Reason.values()) {
      StoredGrant now = store.find(grant.id()).orElseThrow();
      Grant ended =
          failing.toBuilder()
              .status(GrantStatus.INVALID)
              .reason(reason)
              .lastRefreshError(new RefreshError(START, START, "grant.gone", null, 1))
              .build();
      assertThat(store.replace(now.next(ended))).isTrue();
      assertThat(store.find(grant.id())).map(StoredGrant::grant).contains(ended);
    }
  }

  private StoredGrant refreshed(String subject, @Nullable Instant at) {
    StoredGrant grant = grant(subject, null, 0);
    Grant refreshable = grant.grant().toBuilder().refreshable(true).lastRefreshAt(at).build();
    StoredGrant made = new StoredGrant(refreshable, ISSUER, "tokens", null, 1);
    assertThat(store.insert(made)).isTrue();
    return made;
  }

  @Test
  void unrefreshed_pagesThroughWhatIsToLookAfter_byWhenItLastWas() {
    StoredGrant late = refreshed("late", START.plusSeconds(40));
    StoredGrant second = refreshed("second", START.plusSeconds(20));
    StoredGrant unknown = refreshed("unknown", null);
    StoredGrant first = refreshed("first", START.plusSeconds(10));
    StoredGrant twin = refreshed("twin", START.plusSeconds(20));
    StoredGrant dead = refreshed("dead", START);
    assertThat(store.replace(changed(dead, GrantStatus.INVALID, 6))).isTrue();
    StoredGrant ending = grant("ending", null, -285); // not refreshable, its token ends at 15
    StoredGrant lasting = new StoredGrant(grant("x", null, 0).grant(), ISSUER, "tokens", null, 1);
    assertThat(store.insert(ending) && store.insert(lasting)).isTrue();

    Instant before = START.plusSeconds(40);
    List<StoredGrant> all = store.unrefreshed(before, null, 10);
    assertThat(all.subList(0, 3)).containsExactly(unknown, first, ending);
    assertThat(all.subList(3, 5)).containsExactlyInAnyOrder(second, twin);
    assertThat(all).hasSize(5);
    assertThat(store.unrefreshed(before, all.get(1), 2)).isEqualTo(all.subList(2, 4));
    assertThat(store.unrefreshed(before, all.get(3), 2)).isEqualTo(all.subList(4, 5));
    assertThat(store.unrefreshed(before.plusSeconds(1), all.get(4), 2)).containsExactly(late);

    Grant again = first.grant().toBuilder().lastRefreshAt(START.plusSeconds(50)).build();
    assertThat(store.replace(first.next(again))).isTrue();
    assertThat(store.unrefreshed(before, null, 10)).hasSize(4);
    assertThat(store.delete(unknown.id())).isTrue();
    assertThat(store.unrefreshed(before, null, 10)).hasSize(3);
  }

  @Test
  void summary_countsByProviderAndStatus() {
    assertThat(store.summary()).isEmpty();
    StoredGrant ada = grant("ada", null, 1);
    List.of(ada, grant("eve", null, 2), grant("max", null, 3)).forEach(store::insert);
    Grant zoom = Grant.builder(UUID.randomUUID().toString(), "zoom", "i").createdAt(START).build();
    assertThat(store.insert(new StoredGrant(zoom, null, "tokens", null, 1))).isTrue();
    StoredGrant invalid = changed(ada, GrantStatus.INVALID, 4);
    assertThat(store.replace(invalid)).isTrue();
    assertThat(store.summary())
        .containsOnly(
            Map.entry("google", Map.of(GrantStatus.VALID, 2L, GrantStatus.INVALID, 1L)),
            Map.entry("zoom", Map.of(GrantStatus.VALID, 1L)));

    assertThat(store.replace(changed(invalid, GrantStatus.VALID, 5))).isTrue();
    assertThat(store.delete(zoom.id())).isTrue();
    assertThat(store.summary()).containsOnly(Map.entry("google", Map.of(GrantStatus.VALID, 3L)));
  }
}
