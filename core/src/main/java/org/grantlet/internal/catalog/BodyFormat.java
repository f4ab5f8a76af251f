package org.grantlet.internal.catalog;

/** Where a request has its parameters. */
public enum BodyFormat {
  /** {@code application/x-www-form-urlencoded}. */
  FORM,
  /** A JSON object. */
  JSON,
  /** In the query of the URL, with no body. */
  QUERY,
  /** Nowhere: the URL is enough. */
  NONE
}
