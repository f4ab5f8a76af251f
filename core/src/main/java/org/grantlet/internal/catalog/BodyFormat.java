package org.grantlet.internal.catalog;

/** How the parameters of a call travel. */
public enum BodyFormat {
  /** {@code application/x-www-form-urlencoded}. */
  FORM,
  /** A JSON object. */
  JSON,
  /** In the query of the URL, with no body. */
  QUERY,
  /** Not at all: the URL says everything. */
  NONE
}
