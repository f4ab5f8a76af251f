package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantQuery.SortBy;
import org.grantlet.GrantStatus;
import org.junit.jupiter.api.Test;

/** What every {@link GrantStore} does. */
public abstract class GrantStoreContract extends GrantStatesContract {
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
}
