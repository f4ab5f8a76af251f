package org.grantlet.internal.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Who has what under way, so that nobody takes the room of all. Thread-safe. */
final class EntriesByOwner {
  /** Values of one holder. */
  static final int AT_MOST = 100;

  /** What the first value of a holder takes here: the entry, the holder's name, the link. */
  static final int OVERHEAD = 144;

  /** Keys of one holder, newest first; most have one. */
  private record Held(String key, @Nullable Held older, int size) {}

  private final ConcurrentMap<String, Held> newest = new ConcurrentHashMap<>();

  /** Adds a key; the oldest one of this holder if there are too many now. */
  @Nullable String add(String holder, String key) {
    AtomicReference<@Nullable String> tooMany = new AtomicReference<>();
    newest.compute(
        holder,
        (name, held) -> {
          Held all = new Held(key, held, held == null ? 1 : held.size + 1);
          if (all.size <= AT_MOST) {
            return all;
          }
          String oldest = oldest(all);
          tooMany.set(oldest);
          return without(all, oldest);
        });
    return tooMany.get();
  }

  void remove(String holder, String key) {
    newest.computeIfPresent(holder, (name, held) -> without(held, key));
  }

  private static String oldest(Held held) {
    Held last = held;
    while (last.older != null) {
      last = last.older;
    }
    return last.key;
  }

  private static @Nullable Held without(@Nullable Held held, String key) {
    if (held == null) {
      return null;
    }
    if (held.key.equals(key)) {
      return held.older;
    }
    Held older = without(held.older, key);
    return new Held(held.key, older, older == null ? 1 : older.size + 1);
  }
}
