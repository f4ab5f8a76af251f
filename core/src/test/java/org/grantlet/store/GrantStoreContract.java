package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.GrantQuery;
import org.grantlet.GrantQuery.SortBy;
import org.grantlet.GrantStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link GrantStore} does. */
public abstract class GrantStoreContract {
  private static final String ISSUER = "issuer https://accounts.example.com";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private GrantStore store;

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

  private static StoredGrant grant(String subject, String account, int second) {
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

  private static StoredGrant changed(StoredGrant from, GrantStatus status, int second) {
    return from.next(
        from.grant().toBuilder().status(status).updatedAt(START.plusSeconds(second)).build(),
        "other-tokens",
        null);
  }

  private List<String> ids(GrantQuery.Builder query) {
    return store.list(query.build()).stream().map(Grant::id).toList();
  }

  @Test
  void insert_keepsEveryMember() {
    StoredGrant grant = grant("ada", "account-1", 0);
    assertThat(store.insert(grant)).isTrue();
    assertThat(store.find(grant.id())).contains(grant);
    assertThat(store.findByAccount(new AccountKey("google", ISSUER, "ada", "account-1")))
        .contains(grant);
  }

  @Test
  void insert_keepsAbsentMembersAbsent() {
    Grant bare =
        Grant.builder(UUID.randomUUID().toString(), "zoom", "integration-1")
            .createdAt(START)
            .build();
    StoredGrant grant = new StoredGrant(bare, null, "tokens", null, 1);
    assertThat(store.insert(grant)).isTrue();
    assertThat(store.find(grant.id())).contains(grant);
  }

  @Test
  void insert_ofAnAccountThatHasAGrant_writesNothing() {
    StoredGrant first = grant("ada", "account-1", 0);
    StoredGrant second = grant("ada", "account-1", 1);
    assertThat(store.insert(first)).isTrue();
    assertThat(store.insert(second)).isFalse();
    assertThat(store.insert(first)).isFalse();
    assertThat(store.find(second.id())).isEmpty();
  }

  @Test
  void insert_withoutAccountId_isOneAccountToo() {
    assertThat(store.insert(grant("ada", null, 0))).isTrue();
    assertThat(store.insert(grant("ada", null, 1))).isFalse();
    assertThat(store.insert(grant("ada", "account-1", 2))).isTrue();
    assertThat(store.findByAccount(new AccountKey("google", ISSUER, "ada", null))).isPresent();
    assertThat(store.findByAccount(new AccountKey("google", ISSUER, "eve", null))).isEmpty();
  }

  @Test
  void insert_ofTheSameSubjectAtAnotherIssuer_isAnotherAccount() {
    StoredGrant here = grant("ada", "account-1", 0);
    StoredGrant there = grant("ada", "account-1", 1).of("issuer https://other.example.com");
    assertThat(store.insert(here)).isTrue();
    assertThat(store.insert(there)).isTrue();
    assertThat(store.findByAccount(new AccountKey("google", ISSUER, "ada", "account-1")))
        .contains(here);
    assertThat(store.findBySubject("google", "ada")).containsExactlyInAnyOrder(here, there);
    assertThat(store.findBySubject("zoom", "ada")).isEmpty();
    assertThat(store.delete(here.id())).isTrue();
    assertThat(store.findBySubject("google", "ada")).containsExactly(there);
  }

  @Test
  void setIssuer_givesItToGrantsThatHaveNone_asAChangeOfEach() {
    StoredGrant known = grant("ada", "account-1", 0);
    StoredGrant bare = grant("eve", "account-1", 1);
    StoredGrant unknown = new StoredGrant(bare.grant(), null, "tokens", null, 1);
    assertThat(store.insert(known) && store.insert(unknown)).isTrue();
    assertThat(store.setIssuer("integration-2", "other")).isZero();
    assertThat(store.setIssuer("integration-1", "other")).isEqualTo(1);
    assertThat(store.setIssuer("integration-1", "third")).isZero();
    assertThat(store.find(known.id())).contains(known);
    StoredGrant found = store.find(unknown.id()).orElseThrow();
    assertThat(found.issuer()).isEqualTo("other");
    assertThat(store.findBySubject("google", "eve")).containsExactly(found);
    assertThat(store.replace(changed(unknown, GrantStatus.VALID, 2))).as("written since").isFalse();
    assertThat(store.replace(changed(found, GrantStatus.VALID, 2))).isTrue();
  }

  @Test
  void insert_ofOneAccountByManyAtOnce_worksForOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Boolean>> calls =
          IntStream.range(0, 16)
              .<Callable<Boolean>>mapToObj(i -> () -> store.insert(grant("ada", "a", 0)))
              .toList();
      int inserted = 0;
      for (Future<Boolean> result : threads.invokeAll(calls)) {
        inserted += result.get() ? 1 : 0;
      }
      assertThat(inserted).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void replace_ofTheVersionBefore_works_andOfAnyOther_writesNothing() {
    StoredGrant first = grant("ada", "account-1", 0);
    store.insert(first);
    StoredGrant second = changed(first, GrantStatus.INVALID, 5);
    assertThat(store.replace(second)).isTrue();
    assertThat(store.replace(second)).isFalse();
    assertThat(store.replace(changed(first, GrantStatus.VALID, 6))).isFalse();
    assertThat(store.find(first.id())).contains(second);
    assertThat(store.replace(grant("eve", "account-1", 0))).isFalse();
  }

  @Test
  void replace_intoAnAccountThatHasAGrant_writesNothing() {
    StoredGrant ada = grant("ada", "account-1", 0);
    StoredGrant eve = grant("eve", "account-1", 1);
    store.insert(ada);
    store.insert(eve);
    StoredGrant claim =
        eve.next(eve.grant().toBuilder().providerUserId("ada").build(), "tokens", null);
    assertThat(store.replace(claim)).isFalse();
    assertThat(store.find(eve.id())).contains(eve);
  }

  @Test
  void delete_removesTheGrantAndFreesTheAccount() {
    StoredGrant grant = grant("ada", "account-1", 0);
    store.insert(grant);
    assertThat(store.delete(grant.id())).isTrue();
    assertThat(store.delete(grant.id())).isFalse();
    assertThat(store.find(grant.id())).isEmpty();
    assertThat(store.list(GrantQuery.builder().build())).isEmpty();
    assertThat(store.insert(grant("ada", "account-1", 1))).isTrue();
  }

  @Test
  void list_ordersByEitherTime_andPages() {
    StoredGrant first = grant("a", null, 1);
    StoredGrant second = grant("b", null, 2);
    StoredGrant third = grant("c", null, 3);
    List.of(second, third, first).forEach(store::insert);
    assertThat(ids(GrantQuery.builder())).containsExactly(third.id(), second.id(), first.id());
    assertThat(ids(GrantQuery.builder().ascending(true).limit(2)))
        .containsExactly(first.id(), second.id());
    assertThat(ids(GrantQuery.builder().offset(2))).containsExactly(first.id());
    assertThat(ids(GrantQuery.builder().offset(3))).isEmpty();

    store.replace(changed(first, GrantStatus.VALID, 9));
    assertThat(ids(GrantQuery.builder().sortBy(SortBy.UPDATED_AT).limit(1)))
        .containsExactly(first.id());
    assertThat(ids(GrantQuery.builder().sortBy(SortBy.UPDATED_AT).ascending(true)))
        .containsExactly(second.id(), third.id(), first.id());
  }

  @Test
  void list_filters_aloneAndTogether() {
    StoredGrant ada = grant("ada", "account-1", 1);
    StoredGrant eve = grant("eve", "account-1", 2);
    StoredGrant max = grant("max", "account-2", 3);
    List.of(ada, eve, max).forEach(store::insert);
    store.replace(changed(eve, GrantStatus.INVALID, 4));

    assertThat(ids(GrantQuery.builder().email("ada@example.com"))).containsExactly(ada.id());
    assertThat(ids(GrantQuery.builder().accountId("account-1")))
        .containsExactly(eve.id(), ada.id());
    assertThat(ids(GrantQuery.builder().status(GrantStatus.INVALID))).containsExactly(eve.id());
    assertThat(ids(GrantQuery.builder().provider("zoom"))).isEmpty();
    assertThat(ids(GrantQuery.builder().ip("192.0.2.1").provider("google"))).hasSize(3);
    assertThat(ids(GrantQuery.builder().accountId("account-1").status(GrantStatus.VALID)))
        .containsExactly(ada.id());
    assertThat(ids(GrantQuery.builder().since(START.plusSeconds(2)))).hasSize(2);
    assertThat(ids(GrantQuery.builder().before(START.plusSeconds(2)))).containsExactly(ada.id());
    assertThat(
            ids(
                GrantQuery.builder()
                    .sortBy(SortBy.UPDATED_AT)
                    .since(START.plusSeconds(2))
                    .before(START.plusSeconds(3))))
        .containsExactly(eve.id());
  }

  @Test
  void scan_visitsEveryGrantOnce() {
    List<StoredGrant> all = IntStream.range(0, 5).mapToObj(i -> grant("s" + i, null, i)).toList();
    all.forEach(store::insert);
    List<StoredGrant> page = store.scan("", 3);
    List<StoredGrant> rest = store.scan(page.get(2).id(), 3);
    assertThat(page).hasSize(3).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(page);
    assertThat(store.scan(rest.get(1).id(), 3)).isEmpty();
  }

  @Test
  void expiring_pagesThroughValidGrantsByTheirEnd() {
    int[] ends = {30, 10, 20, 20, 40};
    for (int i = 0; i < ends.length; i++) {
      assertThat(store.insert(grant("person-" + i, null, ends[i]))).isTrue();
    }
    StoredGrant dead = grant("dead", null, 5);
    StoredGrant endless = grant("endless", null, 5);
    assertThat(store.insert(dead) && store.insert(endless)).isTrue();
    assertThat(store.replace(changed(dead, GrantStatus.INVALID, 6))).isTrue();
    assertThat(store.replace(changed(endless, GrantStatus.VALID, 6))).as("no end").isTrue();

    Instant before = START.plusSeconds(300 + 40);
    List<StoredGrant> first = store.expiring(before, null, 2);
    List<StoredGrant> second = store.expiring(before, first.get(1), 2);
    assertThat(second).isEqualTo(store.expiring(before, null, 10).subList(2, 4));
    assertThat(store.expiring(before, second.get(1), 2)).as("40 is not before").isEmpty();
    assertThat(Stream.concat(first.stream(), second.stream()).map(StoredGrant::expiresAt))
        .extracting(end -> Duration.between(START, end).toSeconds() - 300)
        .containsExactly(10L, 20L, 20L, 30L);
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
