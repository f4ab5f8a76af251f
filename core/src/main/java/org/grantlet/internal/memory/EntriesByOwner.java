package org.grantlet.internal.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The keys of each owner, so that no owner takes the room of all. Thread-safe. */
final class EntriesByOwner {
  /** Values of one owner. */
  static final int AT_MOST = 100;

  /** Bytes of the first value of an owner here: the entry, the owner's name, the link. */
  static final int OVERHEAD = 144;

  /** Keys of one owner, newest first; most owners have one. */
  private record Keys(String key, @Nullable Keys older, int size) {}

  private final ConcurrentMap<String, Keys> newest = new ConcurrentHashMap<>();

  /** Adds a key; returns the oldest one of this owner if there are too many now. */
  @Nullable String add(String owner, String key) {
    AtomicReference<@Nullable String> tooMany = new AtomicReference<>();
    newest.compute(
        owner,
        (name, keys) -> {
          Keys all = new Keys(key, keys, keys == null ? 1 : keys.size + 1);
          if (all.size <= AT_MOST) {
            return all;
          }
          String oldest = oldest(all);
          tooMany.set(oldest);
          return without(all, oldest);
        });
    return tooMany.get();
  }

  void remove(String owner, String key) {
    newest.computeIfPresent(owner, (name, keys) -> without(keys, key));
  }

  private static String oldest(Keys keys) {
    Keys last = keys;
    while (last.older != null) {
      last = last.older;
    }
    return last.key;
  }

  private static @Nullable Keys without(@Nullable Keys keys, String key) {
    if (keys == null) {
      return null;
    }
    if (keys.key.equals(key)) {
      return keys.older;
    }
    Keys older = without(keys.older, key);
    return new Keys(keys.key, older, older == null ? 1 : older.size + 1);
  }
}
