package org.grantlet.internal.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.AuthenticationFailure;
import org.grantlet.Events;
import org.grantlet.GrantEvent;
import org.grantlet.GrantQuery;
import org.grantlet.store.GrantStore;
import org.grantlet.store.Outbox;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of grants, and tells them: with an outbox in one transaction and at least once,
 * otherwise at most once. Thread-safe.
 */
public final class GrantEvents implements Events, AutoCloseable {
  /** More are as good as infinitely many. */
  private static final int COUNTED = 100_000;

  /** Most recipients that are being told, on any node, have returned by then. */
  private static final Duration TOLD = Duration.ofSeconds(30);

  private final GrantStore store;
  private final EventMaker maker;
  private final Listeners listeners;
  private final Recipients recipients;
  private final @Nullable ThroughOutbox outbox;

  /** What there is with an outbox. */
  private record ThroughOutbox(
      Outbox store, OutboxEvents events, EventDispatcher dispatcher, Upkeep upkeep) {}

  /** Without an outbox, listeners alone hear events, once. */
  public GrantEvents(GrantStore store, @Nullable Outbox outbox, EventOptions options) {
    this.store = store;
    maker = new EventMaker(options.source(), options.applicationId(), options.clock());
    listeners = new Listeners(options.listeners());
    recipients = options.recipients();
    this.outbox = outbox == null ? null : through(outbox, options);
  }

  private ThroughOutbox through(Outbox kept, EventOptions options) {
    Map<String, ListenerRecipient> hearing = new LinkedHashMap<>();
    if (!options.listenersAtMostOnce()) {
      listeners.all().stream()
          .map(each -> new ListenerRecipient(each, options.clock()))
          .forEach(recipient -> hearing.put(recipient.name(), recipient));
    }
    Attempts attempts = new Attempts(kept, options.clock());
    EventDispatcher dispatcher =
        new EventDispatcher(
            kept,
            attempts,
            name ->
                hearing.containsKey(name)
                    ? Optional.ofNullable(hearing.get(name))
                    : recipients.find(name));
    return new ThroughOutbox(
        kept,
        new OutboxEvents(kept, maker, listeners, hearing, attempts, dispatcher),
        dispatcher,
        new Upkeep(store, kept, hearing.keySet(), options.retention(), options.clock()));
  }

  /** Begins what goes on in the background; call it once. */
  public void start() {
    if (outbox != null) {
      outbox.upkeep.start();
      outbox.dispatcher.start();
    }
  }

  /** {@link GrantStore#insert}, with what it will be told as; empty if nothing was written. */
  public Optional<WrittenChange> insert(StoredGrant grant, List<EventDraft> drafts) {
    return outbox == null || drafts.isEmpty()
        ? direct(store.insert(grant), grant, drafts)
        : outbox.events.insert(grant, drafts);
  }

  /** {@link GrantStore#replace}, with what it will be told as; empty if nothing was written. */
  public Optional<WrittenChange> replace(StoredGrant grant, List<EventDraft> drafts) {
    return outbox == null || drafts.isEmpty()
        ? direct(store.replace(grant), grant, drafts)
        : outbox.events.replace(grant, drafts);
  }

  /**
   * Removes a grant, with what it will be told as.
   *
   * @param grant as it was read
   * @return empty, and nothing was written, if it is gone, or another version is stored
   */
  public Optional<WrittenChange> delete(StoredGrant grant, List<EventDraft> drafts) {
    return outbox == null || drafts.isEmpty()
        ? direct(store.delete(grant.id()), grant, drafts)
        : outbox.events.delete(grant, drafts);
  }

  private Optional<WrittenChange> direct(
      boolean written, StoredGrant grant, List<EventDraft> drafts) {
    if (!written) {
      return Optional.empty();
    }
    List<GrantEvent> events = new ArrayList<>();
    for (EventDraft draft : drafts) {
      events.add(maker.event(grant.grant(), draft));
    }
    return Optional.of(new WrittenChange(() -> events.forEach(listeners::tell)));
  }

  /** Takes an account's personal data out of the events that are kept. */
  public void forget(String accountId) {
    if (outbox != null) {
      outbox.store.forget(accountId);
      outbox.upkeep.once(TOLD, () -> forgetWhatFollowed(outbox.store, accountId));
    }
    recipients.forget(accountId);
  }

  /**
   * What recipients answered that were being told meanwhile, on any node; unless the user has come
   * back.
   */
  private void forgetWhatFollowed(Outbox kept, String accountId) {
    if (store.list(GrantQuery.builder().accountId(accountId).limit(1).build()).isEmpty()) {
      kept.forget(accountId);
      recipients.forget(accountId);
    }
  }

  /** Tells that a login ended without a grant: here, at once, and at most once. */
  public void publish(AuthenticationFailure failure) {
    listeners.tell(failure);
    recipients.failed(failure);
  }

  /** How often listeners have thrown something since the start. */
  public long listenerFailures() {
    return listeners.failures();
  }

  @Override
  public Optional<Backlog> backlog() {
    return outbox == null
        ? Optional.empty()
        : outbox
            .store
            .backlog(COUNTED)
            .map(counted -> new Backlog(counted.open(), counted.setAside()));
  }

  @Override
  public List<SetAside> setAside(int limit, int offset) {
    return outbox == null
        ? List.of()
        : outbox.store.setAside(limit, offset).stream()
            .map(
                kept ->
                    new SetAside(
                        EventJson.read(kept.event()),
                        kept.recipient(),
                        kept.attempts(),
                        kept.at(),
                        kept.reason()))
            .toList();
  }

  @Override
  public int retell(String eventId) {
    if (outbox == null) {
      return 0;
    }
    int count = outbox.store.retell(eventId, maker.now());
    outbox.dispatcher.wake();
    return count;
  }

  /** Something may be due: call this after {@link Outbox#redeliver} or {@link Outbox#hurry}. */
  public void wake() {
    if (outbox != null) {
      outbox.dispatcher.wake();
    }
  }

  @Override
  public void close() {
    if (outbox != null) {
      outbox.upkeep.close();
      outbox.dispatcher.close();
    }
  }
}
