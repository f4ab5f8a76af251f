package org.grantlet.flow;

import org.jspecify.annotations.Nullable;

/** A login as the one-time store had it when it was looked for. Immutable. */
final class Login {
  private final String id;
  private final Step step;
  private final byte[] stored;

  Login(String id, Step step, byte[] stored) {
    this.id = id;
    this.step = step;
    this.stored = stored;
  }

  /** The id of its login URL. */
  String id() {
    return id;
  }

  Step step() {
    return step;
  }

  /** Who alone may go on with it; null for anybody. */
  @Nullable String owner() {
    return step.owner();
  }

  byte[] stored() {
    return stored;
  }

  @Override
  public String toString() {
    return "Login[" + step.getClass().getSimpleName() + "]";
  }
}
