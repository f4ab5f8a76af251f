package org.grantlet.internal.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A login as it was found in the one-time store, or in the browser. Immutable. */
final class StoredLogin {
  private final String id;
  private final String key;
  private final LoginStep step;
  private final byte @Nullable [] stored;
  private final @Nullable Instant sealedUntil;
  private final @Nullable String cookie;

  /** What is stored under this key. */
  StoredLogin(String id, String key, LoginStep step, byte[] stored) {
    this(id, key, step, stored, null, null);
  }

  private StoredLogin(
      String id,
      String key,
      LoginStep step,
      byte @Nullable [] stored,
      @Nullable Instant sealedUntil,
      @Nullable String cookie) {
    this.id = id;
    this.key = key;
    this.step = step;
    this.stored = stored;
    this.sealedUntil = sealedUntil;
    this.cookie = cookie;
  }

  /** What is sealed in its browser's cookie, until then. */
  static StoredLogin sealed(String id, LoginStep step, Instant until) {
    return new StoredLogin(id, LoginStore.key(id), step, null, until, null);
  }

  /** The same login after its next step, as it is stored. */
  StoredLogin moved(LoginStep to, byte[] encrypted) {
    return new StoredLogin(id, key, to, encrypted, sealedUntil, null);
  }

  /** The same login after its next step, which its browser has to keep in this cookie. */
  StoredLogin movedInCookie(LoginStep to, String value) {
    return new StoredLogin(id, key, to, null, sealedUntil, value);
  }

  String id() {
    return id;
  }

  /** The key under which the store has it, or will have it. */
  String key() {
    return key;
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
    return sealedUntil != null;
  }

  byte @Nullable [] stored() {
    return stored;
  }

  @Nullable Instant sealedUntil() {
    return sealedUntil;
  }

  /** The new value of the browser's cookie; null if that stays as it is, or there is none. */
  @Nullable String cookie() {
    return cookie;
  }

  @Override
  public String toString() {
    return "Login[" + step.getClass().getSimpleName() + "]";
  }
}
