package org.grantlet.internal.event;

/** A change of a grant that is durable. */
public final class WrittenChange {
  private final Runnable telling;

  WrittenChange(Runnable telling) {
    this.telling = telling;
  }

  /** Tells the listeners of this node, on this thread; never throws. Call it once. */
  public void tell() {
    telling.run();
  }
}
