package org.grantlet.store;

import java.time.Instant;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it is stored. Immutable.
 *
 * @param grant what the application may see
 * @param issuer the issuer of its account, or what takes its place; null in grants of a version
 *     that did not store it
 * @param encryptedTokens the tokens, encrypted for this grant
 * @param expiresAt when the access token ends; null if it does not
 * @param version counts the changes, from 1
 */
public record StoredGrant(
    Grant grant,
    @Nullable String issuer,
    String encryptedTokens,
    @Nullable Instant expiresAt,
    long version) {

  /** The grant's id. */
  public String id() {
    return grant.id();
  }

  /** The account, which has one grant; null if the provider gave no identity. */
  public @Nullable AccountKey account() {
    String subject = grant.providerUserId();
    return subject == null
        ? null
        : new AccountKey(grant.provider(), issuer, subject, grant.accountId());
  }

  /**
   * The time by which {@link GrantStore#unrefreshed} orders: when the provider last gave tokens; of
   * tokens that cannot be refreshed, when they end. 1970 if it is not known; null if there is
   * nothing to refresh or to end.
   */
  public @Nullable Instant unrefreshedSince() {
    if (grant.status() == GrantStatus.INVALID) {
      return null;
    }
    return grant.refreshable()
        ? Objects.requireNonNullElse(grant.lastRefreshAt(), Instant.EPOCH)
        : expiresAt;
  }

  /** The next version, with other tokens. */
  public StoredGrant next(Grant changed, String tokens, @Nullable Instant expiry) {
    return new StoredGrant(changed, issuer, tokens, expiry, version + 1);
  }

  /** The next version, with the same tokens. */
  public StoredGrant next(Grant changed) {
    return next(changed, encryptedTokens, expiresAt);
  }

  /** This version, with an issuer. */
  public StoredGrant of(String value) {
    return new StoredGrant(grant, value, encryptedTokens, expiresAt, version);
  }

  @Override
  public String toString() {
    return "StoredGrant[id=" + id() + ", version=" + version + "]";
  }
}
