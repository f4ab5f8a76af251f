package org.grantlet.grants;

import org.jspecify.annotations.Nullable;

/**
 * What became of a grant's tokens at the provider when it was deleted. Immutable.
 *
 * @param revoked whether the provider revoked them
 * @param reason why not; null if they were
 */
public record GrantDeletion(boolean revoked, @Nullable String reason) {
  static final GrantDeletion REVOKED = new GrantDeletion(true, null);

  static GrantDeletion notRevoked(String reason) {
    return new GrantDeletion(false, reason);
  }
}
