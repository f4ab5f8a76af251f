package org.grantlet.testing;

/** What a {@link TestProvider} does with a refresh token that was used. */
public enum Rotation {
  /** It stays good, and the reply carries no refresh token. */
  OFF,
  /** The reply carries a new one; the old one is {@code invalid_grant} from now on. */
  ON,
  /**
   * As {@link #ON}, and a client that uses an old one again loses all tokens of that grant, RFC
   * 9700 §4.14.2.
   */
  STRICT
}
