package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of one login instead of the store, sealed. Prints without the values.
 *
 * @param login a login URL or a pending authorization; null for none
 * @param failure how it has ended; null for none
 */
public record SealedCookies(@Nullable String login, @Nullable String failure) {
  /** Of a login that is stored. */
  public static final SealedCookies NONE = new SealedCookies(null, null);

  @Override
  public String toString() {
    return "SealedCookies[]";
  }
}
