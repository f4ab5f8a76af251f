package org.grantlet;

import java.util.Locale;

/** Whether a grant can be used. */
public enum GrantStatus {
  /** It has a token that works or can be refreshed, as far as is known. */
  VALID,
  /**
   * The provider no longer takes its tokens; only authenticating again helps. {@link Grant#reason}
   * says why.
   */
  INVALID;

  /** The string on the wire: {@code valid} or {@code invalid}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
