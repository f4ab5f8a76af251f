package org.grantlet.internal.memory;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a grant stands in a list by time. Immutable. */
record Position(Instant time, String id) implements Comparable<Position> {
  /** Without a time it is the last. */
  static Position of(@Nullable Instant time, String id) {
    return new Position(Objects.requireNonNullElse(time, Instant.MAX), id);
  }

  @Override
  public int compareTo(Position other) {
    int order = time.compareTo(other.time);
    return order == 0 ? id.compareTo(other.id) : order;
  }
}
