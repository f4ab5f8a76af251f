package org.grantlet.internal.concurrent;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/** Changes stored values that others change at the same time. */
public final class CompareAndSwap {
  /** Far more than writers of one value that could meet. */
  private static final int ATTEMPTS = 1000;

  /**
   * A value after a change.
   *
   * @param value what is stored now
   * @param changed whether this change wrote it
   */
  public record Result<T>(T value, boolean changed) {}

  private CompareAndSwap() {}

  /**
   * Changes a value; where another writer was faster, reads it and changes it again.
   *
   * @param name of the value, for people
   * @param change makes the next version, or returns what it was given to leave it
   * @param replace writes a version; false if the one before it is no longer stored
   * @return empty if there is no such value
   */
  public static <T> Optional<Result<T>> update(
      String name, Supplier<Optional<T>> find, UnaryOperator<T> change, Predicate<T> replace) {
    return update(name, null, find, change, replace);
  }

  /**
   * The same, for a value that may have been read already.
   *
   * @param seen the value as it was read a moment ago; null to read it now
   */
  public static <T> Optional<Result<T>> update(
      String name,
      @Nullable T seen,
      Supplier<Optional<T>> find,
      UnaryOperator<T> change,
      Predicate<T> replace) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      T current = attempt == 0 && seen != null ? seen : find.get().orElse(null);
      if (current == null) {
        return Optional.empty();
      }
      T next = change.apply(current);
      boolean changed = !next.equals(current);
      if (!changed || replace.test(next)) {
        return Optional.of(new Result<>(next, changed));
      }
    }
    throw new GrantletException(
        ErrorCode.UNAVAILABLE, name + " is being written by too many at once");
  }
}
