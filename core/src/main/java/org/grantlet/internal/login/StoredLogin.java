package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/** A login as the one-time store had it when it was looked for. Immutable. */
final class StoredLogin {
  private final String id;
  private final LoginStep step;
  private final byte[] stored;

  StoredLogin(String id, LoginStep step, byte[] stored) {
    this.id = id;
    this.step = step;
    this.stored = stored;
  }

  /** The id of its login URL. */
  String id() {
    return id;
  }

  LoginStep step() {
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
