package org.grantlet.internal.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The other side had closed a pooled connection: there is not a byte of a response. */
final class StaleConnectionException extends IOException {
  StaleConnectionException(@Nullable IOException cause) {
    super("the provider closed the connection without an answer", cause);
  }
}
