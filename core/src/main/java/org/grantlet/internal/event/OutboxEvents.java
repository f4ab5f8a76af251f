package org.grantlet.internal.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.grantlet.GrantEvent;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.Outbox;
import org.grantlet.store.Outbox.Claim;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.StoredGrant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes with their events, and tells this node's listeners at once. Thread-safe. */
final class OutboxEvents {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxEvents.class);

  /** More events than one change has. */
  private static final int EVENTS = 8;

  @FunctionalInterface
  private interface Write {
    Optional<List<Delivery>> write(List<Outbox.Event> events, Set<String> atOnce, Claim claim);
  }

  private final Outbox outbox;
  private final EventMaker maker;
  private final Listeners listeners;
  private final Map<String, ListenerRecipient> recipients;
  private final Attempts attempts;
  private final EventDispatcher dispatcher;

  /**
   * The way through an outbox.
   *
   * @param recipients the listeners that hear from the outbox, by name; the others hear directly
   */
  OutboxEvents(
      Outbox outbox,
      EventMaker maker,
      Listeners listeners,
      Map<String, ListenerRecipient> recipients,
      Attempts attempts,
      EventDispatcher dispatcher) {
    this.outbox = outbox;
    this.maker = maker;
    this.listeners = listeners;
    this.recipients = Map.copyOf(recipients);
    this.attempts = attempts;
    this.dispatcher = dispatcher;
  }

  Optional<WrittenChange> insert(StoredGrant grant, List<EventDraft> drafts) {
    return write(
        grant,
        drafts,
        grant.version(),
        (events, atOnce, claim) -> outbox.insert(grant, events, atOnce, claim));
  }

  Optional<WrittenChange> replace(StoredGrant grant, List<EventDraft> drafts) {
    return write(
        grant,
        drafts,
        grant.version(),
        (events, atOnce, claim) -> outbox.replace(grant, events, atOnce, claim));
  }

  Optional<WrittenChange> delete(StoredGrant grant, List<EventDraft> drafts) {
    return write(
        grant,
        drafts,
        grant.version() + 1,
        (events, atOnce, claim) -> outbox.delete(grant, events, atOnce, claim));
  }

  private Optional<WrittenChange> write(
      StoredGrant grant, List<EventDraft> drafts, long version, Write write) {
    Map<String, GrantEvent> events = new LinkedHashMap<>();
    List<Outbox.Event> rows = new ArrayList<>();
    for (EventDraft draft : drafts) {
      GrantEvent event = maker.event(grant.grant(), draft);
      rows.add(EventJson.write(event, version * EVENTS + rows.size(), draft.impersonal()));
      events.put(event.id(), event);
    }
    return write
        .write(rows, recipients.keySet(), attempts.claim())
        .map(claimed -> new WrittenChange(() -> tell(claimed, events)));
  }

  private void tell(List<Delivery> claimed, Map<String, GrantEvent> events) {
    claimed.forEach(attempts::hold);
    for (Delivery delivery : claimed) {
      GrantEvent event = Objects.requireNonNull(events.get(delivery.event().id()));
      tell(Objects.requireNonNull(recipients.get(delivery.recipient())), delivery, event);
    }
    if (recipients.isEmpty()) {
      events.values().forEach(listeners::tell);
    }
    dispatcher.wake();
  }

  private void tell(Recipient recipient, Delivery delivery, GrantEvent event) {
    Outbox.Result result = attempts.make(recipient, delivery, () -> event).orElse(null);
    if (result == null) {
      attempts.release(delivery);
      return;
    }
    try {
      outbox.finish(List.of(result), attempts.holder(), attempts.now());
      attempts.release(delivery);
    } catch (GrantletException e) {
      LOG.debug("the result of event {} is written later: {}", event.id(), Reason.of(e));
      dispatcher.finishLater(result);
    }
  }
}
