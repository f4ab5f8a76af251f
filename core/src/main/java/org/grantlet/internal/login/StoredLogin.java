package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/** A login as it was found in the one-time store. Immutable. */
final class StoredLogin {
  private final String id;
  private final LoginStep step;
  private final byte[] stored;

  StoredLogin(String id, LoginStep step, byte[] stored) {
    this.id = id;
    this.step = step;
    this.stored = stored;
  }

  String id() {
    return id;
  }

  LoginStep step() {
    return step;
  }

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
