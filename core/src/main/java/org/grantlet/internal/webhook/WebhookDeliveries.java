package org.grantlet.internal.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.grantlet.GrantEvent;
import org.grantlet.GrantletException;
import org.grantlet.internal.event.Outcome;
import org.grantlet.internal.event.Recipient;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.webhook.Webhook.Health;
import org.grantlet.internal.webhook.Webhook.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers events to webhooks, and notes how they are. Thread-safe. */
final class WebhookDeliveries {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveries.class);

  /** At one receiver. */
  private static final int CONCURRENCY = 8;

  /** Three and a half days; then the events behind it go on. */
  private static final int MAX_ATTEMPTS = 12;

  /** How long another node's change goes unnoticed. */
  private static final Duration STALENESS = Duration.ofSeconds(1);

  private final WebhookTable table;
  private final WebhookSecrets secrets;
  private final WebhookSender sender;
  private final DeliveryLog log;
  private final Consumer<String> hurry;
  private final Observers observers;
  private final Clock clock;
  private final Cache<String, Optional<Webhook>> recent =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(STALENESS).build();

  /**
   * Deliveries.
   *
   * @param hurry makes what waits for a webhook due
   */
  WebhookDeliveries(
      WebhookTable table,
      WebhookSecrets secrets,
      WebhookSender sender,
      DeliveryLog log,
      Consumer<String> hurry,
      Observers observers,
      Clock clock) {
    this.table = table;
    this.secrets = secrets;
    this.sender = sender;
    this.log = log;
    this.hurry = hurry;
    this.observers = observers;
    this.clock = clock;
  }

  /** The webhook behind a recipient of the outbox; empty if it is none. */
  Optional<Recipient> recipient(String name) {
    return WebhookTable.idOf(name).map(id -> new OneWebhook(name, id));
  }

  /** Forgets what this node remembers of one that was changed. */
  void changed(String id) {
    recent.invalidate(id);
  }

  /** Sends a message, and keeps what came of it for people to look at. */
  Attempt send(Webhook webhook, Message message) {
    Attempt attempt = sent(webhook, message);
    log.add(webhook.id(), attempt);
    return attempt;
  }

  private Attempt sent(Webhook webhook, Message message) {
    Attempt attempt = sender.send(webhook.url(), secrets.keys(webhook, clock.instant()), message);
    observers.webhookCalled(attempt.status(), attempt.took());
    return attempt;
  }

  private final class OneWebhook implements Recipient {
    private final String name;
    private final String id;

    OneWebhook(String name, String id) {
      this.name = name;
      this.id = id;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int concurrency() {
      return CONCURRENCY;
    }

    @Override
    public Outcome deliver(GrantEvent event, int attempt) {
      Webhook webhook = recent.get(id, table::find).orElse(null);
      if (webhook == null) {
        return Outcome.gone("the webhook was deleted");
      }
      if (!webhook.isSent()) {
        return Outcome.gone("the webhook is " + webhook.health().status().wire());
      }
      Attempt made = sent(webhook, Message.of(event, attempt));
      try {
        return made.isHeard() ? heard(webhook) : failed(made);
      } finally {
        log.add(id, made); // who sees it here knows that its pause has begun
      }
    }

    private Outcome heard(Webhook webhook) {
      if (webhook.health().failingSince() != null) {
        try {
          note(before -> Health.GOOD);
          if (webhook.health().status() == Status.FAILING) {
            hurry.accept(id);
          }
        } catch (GrantletException e) { // the next one notes it; this one need not be repeated
          LOG.debug("webhook {} hears again, which could not be written: {}", id, Reason.of(e));
        }
      }
      return Outcome.heard();
    }

    private Outcome failed(Attempt made) {
      Instant now = clock.instant();
      String problem = made.problem();
      Webhook after =
          note(
              before ->
                  made.isGone()
                      ? HealthRules.ended(before, now, problem)
                      : HealthRules.failed(before, now, problem));
      if (after == null || !after.isSent()) {
        return Outcome.gone(problem);
      }
      if (made.attempt() >= MAX_ATTEMPTS) {
        return Outcome.setAside(problem);
      }
      Duration pause = Pauses.after(made.attempt(), made.retryAfter(), ThreadLocalRandom.current());
      return Outcome.again(now.plus(pause), problem);
    }

    /** Null if the webhook is gone. */
    private @Nullable Webhook note(UnaryOperator<Health> change) {
      Optional<Webhook> changed = table.changeHealth(id, change);
      recent.put(id, changed);
      return changed.orElse(null);
    }
  }
}
