package org.grantlet.store;

/**
 * The stores of one place.
 *
 * @param integrations integrations
 * @param grants grants
 * @param oneTime what {@code grantlet.one-time-store=store} uses
 */
public record Stores(IntegrationStore integrations, GrantStore grants, OneTimeStore oneTime)
    implements AutoCloseable {
  @Override
  public void close() {
    integrations.close();
    grants.close();
    oneTime.close();
  }
}
