package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.grantlet.store.OutboxFixture.END;
import static org.grantlet.store.OutboxFixture.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.grantlet.store.Outbox.Backlog;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Event;
import org.grantlet.store.Outbox.SetAside;
import org.grantlet.store.Outbox.State;
import org.grantlet.store.Outbox.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} tells again, and what it forgets. */
public abstract class OutboxRepeatsContract {
  private static final String CRM = "listener:com.example.Crm";
  private static final String HOOK = "webhook:1";
  private static final Instant DAY = NOW.plus(Duration.ofDays(1));

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

  private Event setAside(Instant at) {
    Delivery delivery = box.claimOne(CRM, "a", NOW);
    box.finish(delivery, State.SET_ASIDE, at);
    return delivery.event();
  }

  @Test
  void whatWasSetAside_isListed_lastFirst() {
    box.subscribe(CRM);
    box.insert(null);
    Event first = setAside(NOW);
    box.insert(null);
    Event last = setAside(END);
    assertThat(outbox.setAside(10, 0))
        .containsExactly(
            new SetAside(last, CRM, 1, END, "why"), new SetAside(first, CRM, 1, NOW, "why"));
    assertThat(outbox.setAside(1, 1)).extracting(SetAside::event).containsExactly(first);
  }

  @Test
  void backlog_countsWhatIsOpenAndWhatWasSetAside_andNoFurtherThanAsked() {
    box.subscribe(CRM);
    assertThat(outbox.backlog(10)).hasValue(new Backlog(0, 0));
    box.insert(null);
    setAside(NOW);
    box.insert(null);
    box.insert(null);
    assertThat(outbox.backlog(10)).hasValue(new Backlog(2, 1));
    assertThat(outbox.backlog(1)).hasValue(new Backlog(1, 1));
    box.hearAll(CRM);
    assertThat(outbox.backlog(10)).hasValue(new Backlog(0, 1));
  }

  @Test
  void whatIsToldAgain_goesFirst_withNewAttempts() {
    box.subscribe(CRM);
    StoredGrant grant = box.insert(null);
    Event event = setAside(NOW);
    box.update(grant);
    assertThat(outbox.retell(event.id(), NOW)).isEqualTo(1);
    assertThat(outbox.retell(event.id(), NOW)).isZero();
    assertThat(outbox.retell("unknown", NOW)).isZero();
    assertThat(outbox.setAside(10, 0)).isEmpty();
    Delivery again = box.claimOne(CRM, "a", NOW);
    assertThat(again).isEqualTo(new Delivery(event, CRM, 1, 0));
    box.hear(again);
    assertThat(box.hearAll(CRM)).containsExactly(2L);
  }

  @Test
  void whatIsToldAgain_waitsForTheOneThatIsBeingTold() {
    box.subscribe(CRM);
    StoredGrant grant = box.insert(null);
    Event event = setAside(NOW);
    box.update(grant);
    Delivery running = box.claimOne(CRM, "a", NOW);
    assertThat(outbox.retell(event.id(), NOW)).isEqualTo(1);
    assertThat(box.claim(CRM, "b", NOW)).isEmpty();
    box.hear(running);
    assertThat(box.hearAll(CRM)).containsExactly(1L);
  }

  @Test
  void redeliver_tellsWhatWasMissed_ofTheTypesSinceATime_inOrder() {
    StoredGrant before = box.insert(null);
    StoredGrant missed = box.update(before, END);
    outbox.subscribe(new Subscription(HOOK, Set.of(OutboxFixture.UPDATED), null));
    StoredGrant heard = box.update(missed, END);
    box.hear(box.claimOne(HOOK, "a", END));
    box.update(box.update(heard, END), END);
    box.finish(box.claimOne(HOOK, "a", END), State.SET_ASIDE, END);

    assertThat(outbox.redeliver(HOOK, END, NOW)).isEqualTo(2);
    assertThat(outbox.redeliver(HOOK, NOW, NOW)).isZero();
    // The one that was due already goes first; those before it come after it, in order.
    assertThat(box.hearAll(HOOK)).containsExactly(5L, 2L, 4L);
    assertThat(outbox.redeliver("webhook:unknown", NOW, NOW)).isZero();
  }

  @Test
  void hurry_makesWaitingOnesDue_butNotThoseThatAreBeingTold() {
    box.subscribe(HOOK);
    box.insert(null);
    box.finish(box.claimOne(HOOK, "a", NOW), State.AGAIN, DAY);
    outbox.hurry("webhook:other", NOW);
    assertThat(box.claim(HOOK, "a", NOW)).isEmpty();
    outbox.hurry(HOOK, NOW);
    assertThat(box.claim(HOOK, "a", NOW)).hasSize(1);
    outbox.hurry(HOOK, NOW);
    assertThat(box.claim(HOOK, "b", NOW)).isEmpty();
  }

  @Test
  void subscription_isReplaced_dropped_andEnded() {
    box.subscribe(CRM, HOOK);
    outbox.subscribe(new Subscription(HOOK, Set.of("grant.expired"), END));
    assertThat(outbox.subscriptions())
        .containsExactly(
            new Subscription(CRM, OutboxFixture.TYPES, null),
            new Subscription(HOOK, Set.of("grant.expired"), END));
    box.insert(null);
    outbox.drop(CRM);
    assertThat(box.claim(CRM, "a", DAY)).isEmpty();
    box.insert(null);
    outbox.unsubscribe(CRM);
    outbox.unsubscribe(CRM);
    assertThat(box.claim(CRM, "a", DAY)).isEmpty();
    assertThat(outbox.due(DAY)).isEmpty();
  }

  @Test
  void forget_leavesWhatSomebodyHasStillToHear_withoutPersonalData() {
    box.subscribe(CRM);
    StoredGrant grant = box.insert("account-1");
    box.hear(box.claimOne(CRM, "a", NOW));
    setAsideUpdate(grant);
    box.insert("account-2");
    outbox.forget("account-1");
    assertThat(outbox.setAside(10, 0)).isEmpty();
    List<Delivery> left = box.claim(CRM, "a", NOW);
    assertThat(left)
        .extracting(one -> one.event().accountId())
        .containsExactlyInAnyOrder("account-1", "account-2");
    assertThat(left)
        .allMatch(
            one -> (one.event().personal() == null) == "account-1".equals(one.event().accountId()));
    left.forEach(box::hear);
    outbox.forget("account-1");
    assertThat(outbox.redeliver(CRM, NOW, NOW)).isZero();
    outbox.subscribe(new Subscription(HOOK, OutboxFixture.TYPES, null));
    assertThat(outbox.redeliver(HOOK, NOW, NOW)).as("all that is kept").isEqualTo(1);
  }

  private void setAsideUpdate(StoredGrant grant) {
    StoredGrant next = box.update(grant);
    setAside(NOW);
    box.update(next);
  }

  @Test
  void purge_removesWhatIsOld_unlessSomebodyHasStillToHearIt() {
    box.subscribe(CRM);
    box.insert(null);
    box.hear(box.claimOne(CRM, "a", NOW));
    box.insert(null);
    Event aside = setAside(DAY);
    box.insert(null);
    assertThat(outbox.purge(NOW, DAY, 10)).isZero();
    assertThat(outbox.purge(END, DAY, 10)).isEqualTo(1);
    assertThat(outbox.purge(END, DAY, 10)).isZero();
    assertThat(outbox.setAside(10, 0)).extracting(SetAside::event).containsExactly(aside);
    assertThat(outbox.purge(DAY.plusMillis(1), DAY, 10)).isEqualTo(1);
    assertThat(outbox.setAside(10, 0)).isEmpty();
    assertThat(box.hearAll(CRM)).containsExactly(1L);
    assertThat(outbox.purge(END, DAY, 10)).isEqualTo(1);
  }

  @Test
  void purge_endsSubscriptionsThatNobodyRenewed_andTakesABatchAtATime() {
    outbox.subscribe(new Subscription(CRM, OutboxFixture.TYPES, END));
    box.insert(null);
    box.insert(null);
    assertThat(outbox.purge(DAY, END.minusMillis(1), 1)).isZero();
    assertThat(outbox.purge(DAY, END, 1)).isEqualTo(1);
    assertThat(outbox.subscriptions()).isEmpty();
    assertThat(outbox.purge(DAY, END, 1)).isEqualTo(1);
    assertThat(outbox.purge(DAY, END, 1)).isZero();
  }
}
