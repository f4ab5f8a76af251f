package org.grantlet.internal.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who authenticated, as far as the provider tells.
 *
 * @param issuer whose subject it is: the ID token's, or the provider's where there is no ID token;
 *     null where the provider has none
 * @param subject the provider's id of the account
 * @param email its email address
 * @param emailVerified whether the provider says that the address is the user's; null if it does
 *     not say, or there is none
 * @param kept what the grant's settings keep of what was told, such as {@code account_name}
 */
public record Identity(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String email,
    @Nullable Boolean emailVerified,
    Map<String, String> kept) {
  /** Twice what OpenID Connect Core 1.0 section 2 allows. */
  static final int SUBJECT_LENGTH = 512;

  /** RFC 3696 erratum 1690: 64 before the at sign and 255 behind. */
  private static final int EMAIL_LENGTH = 320;

  /**
   * Leaves out an email address that cannot be one.
   *
   * @throws ProviderException if the subject cannot be one
   */
  public Identity {
    if (subject != null && !fits(subject, SUBJECT_LENGTH)) {
      throw ProviderException.malformed(
          "The provider's subject is too long, or has control characters", null);
    }
    if (email != null && !fits(email, EMAIL_LENGTH)) {
      email = null;
    }
    if (email == null) {
      emailVerified = null;
    }
  }

  private static boolean fits(String text, int length) {
    return !text.isBlank()
        && text.length() <= length
        && text.codePoints().noneMatch(Identity::isBroken);
  }

  /** What has no place in a name, and what no database keeps. */
  static boolean isBroken(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
