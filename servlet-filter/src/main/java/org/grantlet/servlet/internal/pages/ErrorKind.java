package org.grantlet.servlet.internal.pages;

import java.util.Locale;
import org.grantlet.GrantletException;

/** What an error page says: each kind has a title and a text. */
public enum ErrorKind {
  /** The login URL was used, has expired, or never existed. */
  LOGIN_ID_INVALID,
  /** The answer of a provider belongs to no login of this browser. */
  STATE_INVALID,
  /** A return to the application that was not issued to this browser. */
  REDIRECT_INVALID,
  /** Another user of the application has begun the login. */
  ACCESS_DENIED,
  /** Nobody is signed in to the application. */
  SIGN_IN,
  /** Nobody is signed in at this address, which is not the application's base URL. */
  OTHER_HOST,
  /** The integration, or the redirect URI, was taken away since the login began. */
  NO_LONGER_OFFERED,
  /** There is no such page. */
  NOT_FOUND,
  /** A store or the server is busy or down. */
  UNAVAILABLE,
  /** Anything else. */
  OTHER;

  /** The usual kind for a failure. */
  public static ErrorKind of(GrantletException failure) {
    if (failure.status() != failure.code().status()) {
      return OTHER;
    }
    return switch (failure.code()) {
      case LOGIN_ID_INVALID -> LOGIN_ID_INVALID;
      case STATE_INVALID -> STATE_INVALID;
      case REDIRECT_INVALID -> REDIRECT_INVALID;
      case ACCESS_DENIED -> ACCESS_DENIED;
      case REDIRECT_URI_NOT_ALLOWED, INTEGRATION_NOT_FOUND -> NO_LONGER_OFFERED;
      case NOT_FOUND -> NOT_FOUND;
      case UNAVAILABLE, RATE_LIMITED -> UNAVAILABLE;
      default -> OTHER;
    };
  }

  /** The beginning of the keys of its texts. */
  String key() {
    return "error." + name().toLowerCase(Locale.ROOT);
  }
}
