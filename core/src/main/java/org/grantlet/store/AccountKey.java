package org.grantlet.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account at a provider, connected to an account of the application; has at most one grant.
 *
 * @param provider the integration's provider
 * @param issuer the issuer of the subject, or what takes its place; null in grants of a version
 *     that did not store it
 * @param subject the provider's id of the account
 * @param accountId the application's own account id, or null for all
 */
public record AccountKey(
    String provider, @Nullable String issuer, String subject, @Nullable String accountId) {

  /** Written out, because the JVM makes those of a record at their first call: in a first login. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccountKey same
        && provider.equals(same.provider)
        && Objects.equals(issuer, same.issuer)
        && subject.equals(same.subject)
        && Objects.equals(accountId, same.accountId);
  }

  @Override
  public int hashCode() {
    return 31 * subject.hashCode() + Objects.hashCode(accountId);
  }
}
