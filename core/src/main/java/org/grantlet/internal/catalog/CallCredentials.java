package org.grantlet.internal.catalog;

/** How a request authenticates. */
public enum CallCredentials {
  /** As the client, as at the token endpoint. */
  CLIENT,
  /** As the client, always by HTTP Basic. */
  BASIC,
  /** By the access token (RFC 6750). */
  BEARER,
  /** Not at all, or by the entry's own headers and parameters. */
  NONE
}
