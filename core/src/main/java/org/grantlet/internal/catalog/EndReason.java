package org.grantlet.internal.catalog;

/** Why a provider no longer takes a refresh token, as far as its answer tells. */
public enum EndReason {
  /** The user, an administrator or the provider took the grant back. */
  REVOKED,
  /** The refresh token was not used in time, or has come to its end. */
  EXPIRED,
  /** The user has to sign in again: a second factor, a policy, consent. */
  INTERACTION_REQUIRED,
  /** The refresh token is of another client, or the client may no longer act for this user. */
  CLIENT,
  /** The provider says no more than that the refresh token is not valid. */
  UNKNOWN
}
