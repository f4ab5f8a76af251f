package org.grantlet.internal.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.grantlet.Secret;
import org.grantlet.internal.webhook.Webhook.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and changes webhooks. Thread-safe. */
public final class WebhookChanges {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookChanges.class);

  /** How long one stays when its keys are gone: while nodes are replaced, some still have them. */
  private static final Duration KEPT = Duration.ofDays(3);

  private static final Duration KEPT_AT_LEAST = Duration.ofDays(2);

  private final WebhookTable table;
  private final WebhookRules rules;
  private final WebhookSecrets secrets;
  private final Consumer<String> changed;
  private final Clock clock;

  /**
   * Changes.
   *
   * @param changed hears the ids of those that were changed
   */
  WebhookChanges(
      WebhookTable table,
      WebhookRules rules,
      WebhookSecrets secrets,
      Consumer<String> changed,
      Clock clock) {
    this.table = table;
    this.rules = rules;
    this.secrets = secrets;
    this.changed = changed;
    this.clock = clock;
  }

  /** A webhook, and the secret that is shown once. */
  public record Made(Webhook webhook, Secret secret) {}

  /**
   * Adds a webhook.
   *
   * @param types what it asks for; null or empty for all events of grants
   */
  public Made create(String url, @Nullable List<String> types, @Nullable String description) {
    rules.check(url, types, description);
    if (table.list().size() >= WebhookRules.MAX_WEBHOOKS) {
      throw WebhookRules.refused(
          "There are %s webhooks, which is the most".formatted(WebhookRules.MAX_WEBHOOKS));
    }
    Secret secret = WebhookSecrets.random();
    String id = UUID.randomUUID().toString();
    Webhook made = made(id, null, List.of(secret), url, types).describedAs(description);
    if (!table.insert(made)) {
      throw new IllegalStateException("A random id was made twice");
    }
    return new Made(made, secret);
  }

  private Webhook made(
      String id,
      @Nullable Instant until,
      List<Secret> given,
      String url,
      @Nullable List<String> types) {
    Instant now = now();
    return new Webhook(
        id,
        until,
        url,
        WebhookTypes.normal(types),
        null,
        secrets.encrypt(id, given),
        null,
        Health.GOOD,
        now,
        now,
        1);
  }

  /** Replaces what was given when it was made; at another URL it begins anew. */
  public Webhook update(
      String id, String url, @Nullable List<String> types, @Nullable String description) {
    rules.check(url, types, description);
    return change(
        id,
        current -> {
          WebhookRules.requireOfApi(current, "change its keys");
          return current.at(url, WebhookTypes.normal(types)).describedAs(description);
        });
  }

  /** Makes or changes the webhook of a name in the configuration, and keeps it for a while. */
  void configure(String name, String url, List<String> types, List<Secret> given) {
    Instant now = now();
    Instant end = now.plus(KEPT);
    if (table.find(name).isEmpty() && table.insert(made(name, end, given, url, types))) {
      return;
    }
    change(
        name,
        current -> {
          Webhook next = current.at(url, WebhookTypes.normal(types));
          return secrets.areKnown(current, given)
              ? next
              : next.with(secrets.encrypt(name, given), null);
        });
    table.change(
        name,
        current ->
            current.isKeptUntil(now.plus(KEPT_AT_LEAST)) ? current : current.configuredUntil(end));
  }

  /** Removes those whose keys no node has had for a while. */
  void removeForgotten() {
    for (Webhook webhook : table.list()) {
      if (webhook.isConfigured() && !webhook.isKeptUntil(now())) {
        table.delete(webhook.id());
        changed.accept(webhook.id());
        LOG.info(
            "webhook {} is deleted: no node has had its keys for {} days",
            webhook.id(),
            KEPT.toDays());
      }
    }
  }

  /**
   * Gives it a new secret.
   *
   * @param overlap how long the old one goes on to sign, too
   */
  public Made rotate(String id, Duration overlap) {
    Secret secret = WebhookSecrets.random();
    Webhook after =
        change(
            id,
            current -> {
              WebhookRules.requireOfApi(
                  current,
                  "give both secrets to grantlet.webhook.%s.secret, the new one first"
                      .formatted(id));
              Secret old = secrets.all(current).get(0);
              return overlap.isZero()
                  ? current.with(secrets.encrypt(id, List.of(secret)), null)
                  : current.with(secrets.encrypt(id, List.of(secret, old)), now().plus(overlap));
            });
    return new Made(after, secret);
  }

  private Webhook change(String id, UnaryOperator<Webhook> change) {
    Webhook after =
        table.change(
            id,
            current -> {
              Webhook next = change.apply(current);
              return next.equals(current) ? current : next.updated(now());
            });
    changed.accept(id);
    return after;
  }

  /** Encrypts the secrets again that are not under the newest key; returns how many. */
  int reencrypt() {
    int count = 0;
    for (Webhook listed : table.list()) {
      if (!secrets.useNewestKey(listed)) {
        table.change(
            listed.id(),
            current ->
                current.with(
                    secrets.encrypt(current.id(), secrets.all(current)), current.oldSecretUntil()));
        count++;
      }
    }
    return count;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
