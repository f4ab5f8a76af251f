package org.grantlet.benchmarks.load;

import java.io.IOException;

/** An application asked its visitor to come back later (429). */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedException(String where) {
    super(where + " answered 429");
  }
}
