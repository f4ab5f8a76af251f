package org.grantlet.internal.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.grantlet.AuthenticationFailure;
import org.grantlet.internal.concurrent.Rounds;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.event.Recipient;
import org.grantlet.internal.event.Recipients;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.webhook.Webhook.Health;
import org.grantlet.store.Outbox;
import org.grantlet.store.WebhookStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks of the application. Thread-safe. */
public final class Webhooks implements Recipients, AutoCloseable {
  /** For one delivery, from the look-up of the name to the last byte of the answer. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration EACH = Duration.ofSeconds(1);
  private static final Duration KEEP_EVERY = Duration.ofHours(1);

  private final WebhookStore store;
  private final Outbox outbox;
  private final WebhookTable table;
  private final WebhookChanges changes;
  private final WebhookSender sender;
  private final DeliveryLog log;
  private final WebhookDeliveries deliveries;
  private final Message.Maker messages;
  private final FailureCounts failures;
  private final ConfiguredWebhooks configured;
  private final Clock clock;
  private volatile Instant keptAt = Instant.EPOCH;
  private volatile Runnable wake = () -> {};
  private final Rounds rounds = new Rounds("looking after webhooks", this::lookAfter);

  /**
   * Webhooks.
   *
   * @param configured those of the configuration
   * @param transport sends by the rules of {@code policy}
   * @param timeout of one delivery
   * @param source the base URL and path of the Connect API
   * @param applicationId the client id of the application, if it has one
   */
  public Webhooks(
      WebhookStore store,
      Outbox outbox,
      ConfiguredWebhooks configured,
      Encryption encryption,
      EndpointPolicy policy,
      HttpTransport transport,
      Duration timeout,
      String source,
      @Nullable String applicationId,
      Observers observers,
      Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.configured = configured;
    this.clock = clock;
    WebhookSecrets secrets = new WebhookSecrets(encryption);
    table = new WebhookTable(store, outbox);
    sender = new WebhookSender(transport, timeout, clock);
    log = new DeliveryLog(store);
    deliveries = new WebhookDeliveries(table, secrets, sender, log, this::hurry, observers, clock);
    changes =
        new WebhookChanges(table, new WebhookRules(policy), secrets, deliveries::changed, clock);
    messages = new Message.Maker(source, applicationId);
    failures = new FailureCounts(table::list, deliveries, messages, clock);
  }

  /**
   * Makes those of the configuration, and begins what goes on in the background.
   *
   * @param woken makes the dispatcher of the outbox look again
   */
  public void start(Runnable woken) {
    wake = woken;
    keepConfigured();
    table.subscribeAll();
    Set<String> names = configured.names();
    for (Webhook webhook : table.list()) {
      if (webhook.isConfigured() && !names.contains(webhook.id())) {
        LOG.warn(
            "webhook {} is not in the configuration of this node: it ends when no node has had its"
                + " keys for three days, or by DELETE /webhooks/{}",
            webhook.id(),
            webhook.id());
      }
    }
    rounds.start(EACH, EACH);
  }

  private void keepConfigured() {
    Instant now = clock.instant();
    configured.put(changes);
    changes.removeForgotten();
    keptAt = now;
  }

  private void lookAfter() {
    log.write();
    failures.sendIfDue();
    if (keptAt.plus(KEEP_EVERY).isBefore(clock.instant())) {
      keepConfigured();
    }
  }

  /** All of them, by id. */
  public List<Webhook> list() {
    return table.list();
  }

  /** One of them. */
  public Webhook get(String id) {
    return table.get(id);
  }

  /** Makes and changes them. */
  public WebhookChanges changes() {
    return changes;
  }

  /** Removes one, and what it has still to hear. */
  public void delete(String id) {
    table.delete(id);
    deliveries.changed(id);
  }

  /** Sends it events again, whatever it was that ended that. */
  public Webhook enable(String id) {
    Webhook enabled = table.changeHealth(id, before -> Health.GOOD).orElseGet(() -> table.get(id));
    deliveries.changed(id);
    return enabled;
  }

  /** It hears again: what waits for another attempt need not wait on. */
  private void hurry(String id) {
    outbox.hurry(WebhookTable.recipient(id), clock.instant());
    wake.run();
  }

  /** Sends a message that is no event, and waits for the answer. */
  public Attempt test(String id) {
    return deliveries.send(
        table.get(id),
        messages.message(WebhookTypes.TEST, clock.instant(), Map.of("webhook_id", id)));
  }

  /**
   * Sends again what it has not heard since a time, as far as it is kept.
   *
   * @return how many events those are
   */
  public int redeliver(String id, Instant since) {
    Webhook webhook = table.get(id);
    if (!webhook.isSent()) {
      throw WebhookRules.refused(
          "The webhook is %s: enable it first".formatted(webhook.health().status().wire()));
    }
    int count = outbox.redeliver(WebhookTable.recipient(id), since, clock.instant());
    wake.run();
    return count;
  }

  /** The last attempts, the newest first. */
  public List<Attempt> deliveries(String id, int limit, int offset) {
    table.get(id);
    return log.list(id, limit, offset);
  }

  /** Removes what receivers answered to events of an account. */
  @Override
  public void forget(String accountId) {
    log.write();
    store.forget(accountId);
  }

  @Override
  public Optional<Recipient> find(String name) {
    return deliveries.recipient(name);
  }

  @Override
  public void failed(AuthenticationFailure failure) {
    failures.add(failure);
  }

  /** Encrypts the secrets again that are not under the newest key; returns how many. */
  public int reencrypt() {
    return changes.reencrypt();
  }

  @Override
  public void close() {
    rounds.close();
    failures.close();
    log.write();
    sender.close();
  }
}
