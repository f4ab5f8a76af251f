package org.grantlet.store;

import java.time.Instant;
import org.grantlet.Grant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it is kept. Immutable.
 *
 * @param grant what may be shown
 * @param sealedTokens the tokens, encrypted for this grant
 * @param expiresAt when the access token ends; null if it does not
 * @param version counts the changes, from 1
 */
public record StoredGrant(
    Grant grant, String sealedTokens, @Nullable Instant expiresAt, long version) {

  /** The grant's id. */
  public String id() {
    return grant.id();
  }

  /** The account, which has one grant; null if the provider told no identity. */
  public @Nullable AccountKey account() {
    String subject = grant.providerUserId();
    return subject == null ? null : new AccountKey(grant.provider(), subject, grant.accountId());
  }

  /** The next version. */
  public StoredGrant next(Grant changed, String tokens, @Nullable Instant expiry) {
    return new StoredGrant(changed, tokens, expiry, version + 1);
  }

  @Override
  public String toString() {
    return "StoredGrant[id=" + id() + ", version=" + version + "]";
  }
}
