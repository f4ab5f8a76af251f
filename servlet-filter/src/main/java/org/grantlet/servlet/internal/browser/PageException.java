package org.grantlet.servlet.internal.browser;

import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.servlet.internal.pages.ErrorKind;

/** An error about which the page knows more than its code says. */
public final class PageException extends GrantletException {
  private final ErrorKind kind;

  /**
   * An error.
   *
   * @param message for the log, and for a browser's script that asks for JSON
   */
  public PageException(ErrorCode code, ErrorKind kind, String message) {
    super(code, message);
    this.kind = kind;
  }

  ErrorKind kind() {
    return kind;
  }
}
