package org.grantlet.internal.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that was kept had been closed by the other side; not a byte of an answer came. */
final class StaleConnectionException extends IOException {
  StaleConnectionException(@Nullable IOException cause) {
    super("the provider closed the connection without an answer", cause);
  }
}
