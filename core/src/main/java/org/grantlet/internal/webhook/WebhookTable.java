package org.grantlet.internal.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.concurrent.CompareAndSwap;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.webhook.Webhook.Health;
import org.grantlet.store.Outbox;
import org.grantlet.store.Outbox.Subscription;
import org.grantlet.store.WebhookStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored webhooks, and their subscriptions to the outbox: those that are sent events have one.
 * Thread-safe.
 */
final class WebhookTable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookTable.class);

  private static final String RECIPIENT = "webhook:";

  private final WebhookStore store;
  private final Outbox outbox;

  WebhookTable(WebhookStore store, Outbox outbox) {
    this.store = store;
    this.outbox = outbox;
  }

  static String recipient(String id) {
    return RECIPIENT + id;
  }

  /** The webhook behind a recipient of the outbox; empty if it is none. */
  static Optional<String> idOf(String recipient) {
    return recipient.startsWith(RECIPIENT)
        ? Optional.of(recipient.substring(RECIPIENT.length()))
        : Optional.empty();
  }

  List<Webhook> list() {
    return store.list().stream().map(Webhook::of).toList();
  }

  Optional<Webhook> find(String id) {
    return WebhookRules.isId(id) ? store.find(id).map(Webhook::of) : Optional.empty();
  }

  Webhook get(String id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  /** Adds one; false if its id is taken. */
  boolean insert(Webhook webhook) {
    boolean inserted = store.insert(webhook.stored());
    if (inserted) {
      subscribe(webhook);
    }
    return inserted;
  }

  void delete(String id) {
    get(id);
    outbox.unsubscribe(recipient(id));
    if (!store.delete(id)) {
      throw notFound(id);
    }
  }

  /** Changes one; returns what is stored now. */
  Webhook change(String id, UnaryOperator<Webhook> change) {
    return tryChange(id, change).map(Result::value).orElseThrow(() -> notFound(id));
  }

  /** Changes how one is, where it is still there. */
  Optional<Webhook> changeHealth(String id, UnaryOperator<Health> change) {
    Health[] before = new Health[1];
    Optional<Result<Webhook>> result =
        tryChange(
            id,
            current -> {
              before[0] = current.health();
              return current.with(change.apply(before[0]));
            });
    result.filter(Result::changed).ifPresent(changed -> tell(changed.value(), before[0]));
    return result.map(Result::value);
  }

  private Optional<Result<Webhook>> tryChange(String id, UnaryOperator<Webhook> change) {
    Webhook[] before = new Webhook[1];
    Optional<Result<Webhook>> result =
        CompareAndSwap.update(
            "The webhook " + id,
            () -> find(id),
            current -> {
              before[0] = current;
              Webhook next = change.apply(current);
              return next.equals(current) ? current : next.next();
            },
            next -> store.replace(next.stored()));
    result
        .map(Result::value)
        .filter(after -> !wanted(after).equals(wanted(before[0])))
        .ifPresent(this::subscribe);
    return result;
  }

  /** The types of events that it is sent; none while it is sent nothing. */
  private static Set<String> wanted(Webhook webhook) {
    return webhook.isSent() ? WebhookTypes.ofGrants(webhook.types()) : Set.of();
  }

  /** Subscribes all that are sent events: a version may know more types than the one before. */
  void subscribeAll() {
    List<Subscription> known = outbox.subscriptions();
    for (Webhook webhook : list()) {
      if (wanted(webhook).isEmpty() || !known.contains(subscription(webhook))) {
        subscribe(webhook);
      }
    }
  }

  private void subscribe(Webhook webhook) {
    if (wanted(webhook).isEmpty()) {
      outbox.unsubscribe(recipient(webhook.id()));
    } else {
      outbox.subscribe(subscription(webhook));
    }
  }

  private static Subscription subscription(Webhook webhook) {
    return new Subscription(recipient(webhook.id()), wanted(webhook), null);
  }

  private void tell(Webhook webhook, Health before) {
    Health health = webhook.health();
    Instant since = before.failingSince();
    if (health.status() == before.status()) {
      return;
    }
    switch (health.status()) {
      case ACTIVE ->
          LOG.info("webhook {} hears again; it had failed since {}", webhook.id(), since);
      case FAILING ->
          LOG.warn(
              "webhook {} fails since {}: {}", webhook.id(), health.failingSince(), health.error());
      case FAILED ->
          LOG.warn(
              "webhook {} has failed since {} and is sent no more events until somebody enables"
                  + " it: {}",
              webhook.id(),
              health.failingSince(),
              health.error());
      case ENDED ->
          LOG.warn("webhook {} is sent no more events: its receiver answered 410", webhook.id());
    }
  }

  private static GrantletException notFound(String id) {
    return new GrantletException(
        ErrorCode.WEBHOOK_NOT_FOUND, "There is no webhook '" + Reason.clean(id) + "'");
  }
}
