package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/** A login as it was found in the one-time store, or in the browser. Immutable. */
final class StoredLogin {
  private final String id;
  private final LoginStep step;
  private final byte @Nullable [] stored;

  /** What is stored; null of a login that is sealed in its browser's cookie. */
  StoredLogin(String id, LoginStep step, byte @Nullable [] stored) {
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

  boolean isSealed() {
    return stored == null;
  }

  byte @Nullable [] stored() {
    return stored;
  }

  @Override
  public String toString() {
    return "Login[" + step.getClass().getSimpleName() + "]";
  }
}
