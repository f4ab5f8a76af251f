package org.grantlet.sample;

import java.util.Locale;

/** Why a calendar could not be read. */
final class CalendarException extends Exception {
  /** What can be done about it. */
  enum Reason {
    /** Only the user helps, by reconnecting the account. */
    RECONNECT(200),
    /** It took too long; later it may work. */
    TIMEOUT(504),
    /** Anything else at the provider, or on the way there; later it may work. */
    FAILED(502);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status of the page that says so. */
    int status() {
      return status;
    }

    String key() {
      return "calendar." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  CalendarException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  CalendarException(Reason reason, Throwable cause) {
    super(cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
