package org.grantlet.internal.protocol;

import java.util.Map;
import org.grantlet.internal.text.Unicode;
import org.jspecify.annotations.Nullable;

/**
 * The account that authenticated, as far as the provider says.
 *
 * @param issuer the issuer of the subject: the ID token's, else the provider's; null if it has none
 * @param subject the provider's id of the account
 * @param email its email address
 * @param emailVerified whether the provider verified the address; null if it does not say
 * @param settings captured settings, such as {@code account_name}
 */
public record Identity(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String email,
    @Nullable Boolean emailVerified,
    Map<String, String> settings) {
  /** Twice what OpenID Connect Core 1.0 section 2 allows. */
  static final int SUBJECT_LENGTH = 512;

  /** RFC 3696 erratum 1690: 64 before the at sign and 255 after it. */
  private static final int EMAIL_LENGTH = 320;

  /** Drops an email address that cannot be one. */
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
    return !text.isBlank() && text.length() <= length && isStorable(text);
  }

  /** No controls and no lone surrogates, which no database stores. */
  static boolean isStorable(String text) {
    return Unicode.isWellFormed(text) && Unicode.all(text, c -> !Character.isISOControl(c));
  }
}
