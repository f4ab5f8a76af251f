package org.grantlet.store;

import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;

/** A store is there and does not take a value, because it is too long or of characters it lacks. */
public final class UnstorableException extends GrantletException {
  private static final long serialVersionUID = 1L;

  /**
   * A value that is not taken; trying again does not help.
   *
   * @param message what the store said, without the value
   */
  public UnstorableException(String message, Throwable cause) {
    super(ErrorCode.INTERNAL_ERROR, message, cause);
  }
}
