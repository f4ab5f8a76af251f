package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/** A login as it was found in the one-time store, or in the browser. Immutable. */
final class StoredLogin {
  private final String id;
  private final LoginStep step;
  private final byte @Nullable [] stored;
  private final boolean claimed;

  /** What is stored; null of a login that is sealed in its browser's cookie. */
  StoredLogin(String id, LoginStep step, byte @Nullable [] stored) {
    this(id, step, stored, false);
  }

  private StoredLogin(String id, LoginStep step, byte @Nullable [] stored, boolean claimed) {
    this.id = id;
    this.step = step;
    this.stored = stored;
    this.claimed = claimed;
  }

  /** The same login after its next step. */
  StoredLogin moved(LoginStep to, byte[] encrypted) {
    return new StoredLogin(id, to, encrypted, isVisitors());
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

  /** Whether it is sealed, or this request has claimed it: anybody can make any number of these. */
  boolean isVisitors() {
    return claimed || isSealed();
  }

  byte @Nullable [] stored() {
    return stored;
  }

  @Override
  public String toString() {
    return "Login[" + step.getClass().getSimpleName() + "]";
  }
}
