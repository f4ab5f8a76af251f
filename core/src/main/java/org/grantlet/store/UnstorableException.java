package org.grantlet.store;

import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;

/** A store is available but refuses a value: it is too long, or has characters it cannot store. */
public final class UnstorableException extends GrantletException {
  private static final long serialVersionUID = 1L;

  /**
   * A value is refused; trying again does not help.
   *
   * @param message what the store said, without the value
   */
  public UnstorableException(String message, Throwable cause) {
    super(ErrorCode.INTERNAL_ERROR, message, cause);
  }
}
