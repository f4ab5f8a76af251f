package org.grantlet.provider;

import org.jspecify.annotations.Nullable;

/**
 * Who authenticated, as far as the provider tells.
 *
 * @param subject the provider's id of the account
 * @param email its email address
 */
public record Identity(@Nullable String subject, @Nullable String email) {
  /** A provider that tells nothing. */
  static final Identity UNKNOWN = new Identity(null, null);
}
