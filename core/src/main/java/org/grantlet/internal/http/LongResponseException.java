package org.grantlet.internal.http;

import java.io.IOException;
import org.grantlet.provider.HttpSender;

/** A response is longer than its reader wants. */
public final class LongResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient HttpSender.Response beginning;

  LongResponseException(int max, HttpSender.Response beginning) {
    super(message(max));
    this.beginning = beginning;
  }

  static String message(int max) {
    return "the reply is larger than " + max + " bytes";
  }

  /** The response, with the beginning of its body. */
  public HttpSender.Response beginning() {
    return beginning;
  }
}
