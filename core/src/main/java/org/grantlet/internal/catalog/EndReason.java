package org.grantlet.internal.catalog;

/** Why a provider no longer accepts a refresh token. */
public enum EndReason {
  /** The user, an administrator or the provider revoked the grant. */
  REVOKED,
  /** The refresh token was not used in time, or has expired. */
  EXPIRED,
  /** The user has to sign in again: a second factor, a policy, consent. */
  INTERACTION_REQUIRED,
  /** The refresh token is of another client, or the client may no longer act for this user. */
  CLIENT,
  /** The provider gives no reason. */
  UNKNOWN
}
