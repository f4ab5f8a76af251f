package org.grantlet.internal.catalog;

/** Who a call says that it comes from. */
public enum CallCredentials {
  /** The client, as at the token endpoint. */
  CLIENT,
  /** The client, by HTTP Basic whatever the token endpoint takes. */
  BASIC,
  /** Whoever has the access token (RFC 6750). */
  BEARER,
  /** Nobody, or what the entry's own headers and parameters say. */
  NONE
}
