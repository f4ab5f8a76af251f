package org.grantlet.internal.concurrent;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first needed, once: what it needs is not loaded at the start of
 * the application. Thread-safe.
 */
public final class Late<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  public Late(Supplier<T> maker) {
    this.maker = maker;
  }

  public T get() {
    T value = made;
    return value == null ? make() : value;
  }

  private synchronized T make() {
    T value = made;
    if (value == null) {
      value = maker.get();
      made = value;
    }
    return value;
  }
}
