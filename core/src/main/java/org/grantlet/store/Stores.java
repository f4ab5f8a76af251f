package org.grantlet.store;

import org.jspecify.annotations.Nullable;

/**
 * The stores of one place.
 *
 * @param integrations integrations
 * @param grants grants
 * @param oneTime what {@code grantlet.one-time-store=store} uses
 * @param outbox writes to {@code grants} with events; null if events are told at most once
 * @param webhooks null if there can be none; they need an outbox
 */
public record Stores(
    IntegrationStore integrations,
    GrantStore grants,
    OneTimeStore oneTime,
    @Nullable Outbox outbox,
    @Nullable WebhookStore webhooks)
    implements AutoCloseable {
  /** Stores without an outbox, and so without webhooks. */
  public Stores(IntegrationStore integrations, GrantStore grants, OneTimeStore oneTime) {
    this(integrations, grants, oneTime, null, null);
  }

  @Override
  public void close() {
    if (outbox != null) {
      outbox.close();
    }
    integrations.close();
    grants.close();
    oneTime.close();
  }
}
