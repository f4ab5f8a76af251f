package org.grantlet.internal.http;

import java.io.IOException;
import java.time.Duration;
import org.grantlet.httpclient.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** The time limit of a request: a timer cancels what is under way then. Thread-safe. */
final class Deadline implements Runnable {
  private final long end;
  private volatile boolean over;
  private volatile @Nullable Cancellable underWay;

  Deadline(Duration limit) {
    end = System.nanoTime() + limit.toNanos();
  }

  /** Sets what to cancel. */
  void ends(Cancellable message) {
    underWay = message;
    if (over) {
      message.cancel();
    }
  }

  @Override
  public void run() {
    over = true;
    Cancellable message = underWay;
    if (message != null) {
      message.cancel();
    }
  }

  /** Also where the timer comes late, and a read notices first. */
  boolean isOver() {
    return over || System.nanoTime() - end >= 0;
  }

  void check() throws IOException {
    if (isOver()) {
      throw new IOException("the time is over");
    }
  }

  /** At least one. */
  long nanosLeft() {
    return Math.max(1, end - System.nanoTime());
  }
}
