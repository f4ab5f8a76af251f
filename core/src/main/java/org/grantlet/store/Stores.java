package org.grantlet.store;

import org.jspecify.annotations.Nullable;

/**
 * The stores of one place.
 *
 * @param integrations integrations
 * @param grants grants
 * @param oneTime what {@code grantlet.one-time-store=store} uses
 * @param outbox writes to {@code grants} with events; null if events are told at most once
 */
public record Stores(
    IntegrationStore integrations, GrantStore grants, OneTimeStore oneTime, @Nullable Outbox outbox)
    implements AutoCloseable {
  /** Stores without an outbox. */
  public Stores(IntegrationStore integrations, GrantStore grants, OneTimeStore oneTime) {
    this(integrations, grants, oneTime, null);
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
