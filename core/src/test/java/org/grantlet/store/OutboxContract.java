package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.grantlet.store.OutboxFixture.CREATED;
import static org.grantlet.store.OutboxFixture.DELETED;
import static org.grantlet.store.OutboxFixture.END;
import static org.grantlet.store.OutboxFixture.NOW;
import static org.grantlet.store.OutboxFixture.UPDATED;
import static org.grantlet.store.OutboxFixture.claim;
import static org.grantlet.store.OutboxFixture.event;
import static org.grantlet.store.OutboxFixture.grant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Event;
import org.grantlet.store.Outbox.Result;
import org.grantlet.store.Outbox.State;
import org.grantlet.store.Outbox.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} does. */
public abstract class OutboxContract {
  private static final String CRM = "listener:com.example.Crm";
  private static final String MAIL = "listener:com.example.Mail";

  private OutboxFixture box;
  private Outbox outbox;

  /** New, empty stores with an outbox. */
  protected abstract Stores open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    box = new OutboxFixture(open());
    outbox = box.outbox;
  }

  @AfterEach
  void stop() {
    box.stores.close();
  }

  @Test
  void change_isWrittenWithItsEvent_forEachSubscriberOfItsType() {
    box.subscribe(CRM);
    outbox.subscribe(new Subscription(MAIL, Set.of(DELETED), null));
    outbox.subscribe(new Subscription("listener:gone", OutboxFixture.TYPES, NOW));
    StoredGrant grant = grant("account-1");
    Event event = event(CREATED, grant, NOW);
    assertThat(outbox.insert(grant, List.of(event), Set.of(), claim("a", NOW))).contains(List.of());
    assertThat(box.stores.grants().find(grant.id())).contains(grant);
    assertThat(outbox.due(NOW)).containsExactly(CRM);
    assertThat(box.claim(CRM, "a", NOW)).containsExactly(new Delivery(event, CRM, 1, 0));
    assertThat(box.claim("listener:gone", "a", NOW)).isEmpty();
    assertThat(outbox.due(NOW)).isEmpty();
  }

  @Test
  void changeThatIsNotMade_isNotTold() {
    box.subscribe(CRM);
    StoredGrant grant = box.insert("account-1");
    List<Event> events = List.of(event(UPDATED, grant, NOW));
    assertThat(outbox.insert(grant, events, Set.of(CRM), claim("a", NOW))).isEmpty();
    assertThat(outbox.replace(grant, events, Set.of(CRM), claim("a", NOW))).isEmpty();
    StoredGrant other = grant.next(grant.grant());
    assertThat(outbox.delete(other, events, Set.of(CRM), claim("a", NOW))).isEmpty();
    assertThat(box.stores.grants().find(grant.id())).contains(grant);
    assertThat(box.hearAll(CRM)).containsExactly(1L);
  }

  @Test
  void deletion_isOfTheVersionThatWasRead() {
    box.subscribe(CRM);
    StoredGrant grant = box.update(box.insert(null));
    StoredGrant last = grant.next(grant.grant());
    assertThat(outbox.delete(grant, List.of(event(DELETED, last, NOW)), Set.of(), claim("a", NOW)))
        .isPresent();
    assertThat(box.stores.grants().find(grant.id())).isEmpty();
    assertThat(box.hearAll(CRM)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void eventsOfAGrant_areToldOneAfterTheOther() {
    box.subscribe(CRM, MAIL);
    StoredGrant grant = box.insert(null);
    box.update(box.update(grant));
    box.insert(null);
    List<Delivery> first = box.claim(CRM, "a", NOW);
    assertThat(first).extracting(one -> one.event().position()).containsExactly(1L, 1L);
    Delivery one =
        first.stream().filter(d -> d.event().grantId().equals(grant.id())).toList().get(0);

    box.finish(one, State.AGAIN, END.minusSeconds(1));
    assertThat(box.claim(CRM, "a", NOW)).isEmpty();
    Delivery again = box.claimOne(CRM, "a", END.minusSeconds(1));
    assertThat(again).isEqualTo(new Delivery(one.event(), CRM, 2, 0));

    box.finish(again, State.SET_ASIDE, END);
    Delivery second = box.claimOne(CRM, "a", NOW);
    assertThat(second.event().position()).isEqualTo(2);
    box.hear(second);
    assertThat(box.claimOne(CRM, "a", NOW).event().position()).isEqualTo(3);
    assertThat(box.claim(MAIL, "a", NOW)).hasSize(2);
  }

  @Test
  void whatIsToldAtOnce_isClaimed_unlessAnotherOneComesFirst() {
    box.subscribe(CRM, MAIL);
    StoredGrant grant = grant(null);
    StoredGrant next = grant.next(grant.grant());
    List<Event> both = List.of(event(CREATED, grant, NOW), event(UPDATED, next, NOW));
    assertThat(outbox.insert(grant, both, Set.of(CRM), claim("a", NOW)))
        .contains(List.of(new Delivery(both.get(0), CRM, 1, 0)));
    assertThat(outbox.due(NOW)).containsExactly(MAIL);
    Event third = event(UPDATED, next.next(next.grant()), NOW);
    assertThat(outbox.replace(next, List.of(third), Set.of(CRM), claim("a", NOW)))
        .contains(List.of());
    box.hear(new Delivery(both.get(0), CRM, 1, 0));
    assertThat(box.claimOne(CRM, "a", NOW).event()).isEqualTo(both.get(1));
  }

  @Test
  void claimThatEndsWithoutAResult_isAnothers_andItsAttemptIsCountedLater() {
    box.subscribe(CRM);
    box.insert(null);
    Delivery lost = box.claimOne(CRM, "a", NOW);
    assertThat(box.claim(CRM, "b", END.minusMillis(1))).isEmpty();
    Delivery found = box.claimOne(CRM, "b", END);
    assertThat(found).isEqualTo(new Delivery(lost.event(), CRM, 2, 1));
    Delivery stillFound = box.claimOne(CRM, "c", END.plusSeconds(30));
    assertThat(stillFound).isEqualTo(found);
    assertThat(outbox.count(found, "b")).isFalse();
    assertThat(outbox.count(found, "c")).isTrue();
    assertThat(box.claimOne(CRM, "a", END.plusSeconds(60)))
        .isEqualTo(new Delivery(lost.event(), CRM, 3, 2));
  }

  @Test
  void claim_isRenewed_byItsHolderAlone() {
    box.subscribe(CRM);
    box.insert(null);
    Delivery held = box.claimOne(CRM, "a", NOW);
    outbox.renew(List.of(held), claim("b", END.plusSeconds(60)));
    outbox.renew(List.of(held), claim("a", END));
    assertThat(box.claim(CRM, "b", END.plusSeconds(29))).isEmpty();
    assertThat(box.claim(CRM, "b", END.plusSeconds(30))).hasSize(1);
  }

  @Test
  void resultOfAHolderThatLostItsClaim_countsOnlyIfItIsTheEnd() {
    box.subscribe(CRM);
    box.insert(null);
    Delivery lost = box.claimOne(CRM, "a", NOW);
    Delivery found = box.claimOne(CRM, "b", END);
    box.finish(lost, State.AGAIN, NOW);
    assertThat(outbox.count(found, "b")).isTrue();
    box.hear(lost);
    outbox.finish(List.of(new Result(found, State.AGAIN, NOW, "late")), "b", NOW);
    assertThat(outbox.due(END.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void claims_ofManyAtOnce_areOfOneEach() throws Exception {
    box.subscribe(CRM);
    for (int i = 0; i < 40; i++) {
      box.insert(null);
    }
    List<Callable<Integer>> nodes = new ArrayList<>();
    for (int node = 0; node < 8; node++) {
      String holder = "node-" + node;
      nodes.add(() -> outbox.claim(CRM, claim(holder, NOW), 40).size());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int claimed = 0;
    for (Future<Integer> node : threads.invokeAll(nodes)) {
      claimed += node.get();
    }
    threads.shutdown();
    assertThat(claimed).isEqualTo(40);
  }

  /** Lines get longer and shorter at the same moment: nothing is left behind, or overtakes. */
  @Test
  void whatIsAddedWhileOthersAreHeard_isHeardToo_inOrder() throws Exception {
    box.subscribe(CRM);
    List<StoredGrant> grants = List.of(box.insert(null), box.insert(null));
    Map<String, Long> heard = new ConcurrentHashMap<>();
    AtomicBoolean written = new AtomicBoolean();
    List<Callable<Long>> work = new ArrayList<>();
    for (StoredGrant grant : grants) {
      work.add(
          () -> {
            StoredGrant last = grant;
            for (int i = 0; i < 60; i++) {
              last = box.update(last);
            }
            return last.version();
          });
    }
    for (int node = 0; node < 2; node++) {
      String holder = "node-" + node;
      work.add(() -> hear(holder, heard, written));
    }
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    List<Future<Long>> running = work.stream().map(threads::submit).toList();
    for (Future<Long> writer : running.subList(0, 2)) {
      assertThat(writer.get()).isEqualTo(61);
    }
    written.set(true);
    for (Future<Long> listener : running.subList(2, 4)) {
      assertThat(listener.get()).as("overtaken").isZero();
    }
    threads.shutdown();
    assertThat(heard.values()).containsExactly(61L, 61L);
  }

  /** Hears until all is written and nothing is due; how often an event came too early or late. */
  private long hear(String holder, Map<String, Long> heard, AtomicBoolean written) {
    long wrong = 0;
    while (true) {
      boolean last = written.get();
      List<Delivery> claimed = outbox.claim(CRM, claim(holder, NOW), 10);
      if (claimed.isEmpty() && last && outbox.due(END).isEmpty()) {
        return wrong;
      }
      for (Delivery delivery : claimed) {
        Long before = heard.put(delivery.event().grantId(), delivery.event().position());
        wrong += delivery.event().position() == (before == null ? 1 : before + 1) ? 0 : 1;
      }
      outbox.finish(
          claimed.stream().map(one -> new Result(one, State.HEARD, NOW, null)).toList(),
          holder,
          NOW);
    }
  }
}
