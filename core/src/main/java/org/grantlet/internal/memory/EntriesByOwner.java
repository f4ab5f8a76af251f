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
  static final int OVERHEAD = 120;

  /** Keys of one owner, newest first; most owners have one. */
  private record Keys(HashedKey key, @Nullable Keys older, int size) {}

  private final ConcurrentMap<HashedKey, Keys> newest = new ConcurrentHashMap<>();

  /** Adds a key; returns the oldest one of this owner if there are too many now. */
  @Nullable HashedKey add(HashedKey owner, HashedKey key) {
    AtomicReference<@Nullable HashedKey> tooMany = new AtomicReference<>();
    newest.compute(
        owner,
        (name, keys) -> {
          Keys all = new Keys(key, keys, keys == null ? 1 : keys.size + 1);
          if (all.size <= AT_MOST) {
            return all;
          }
          HashedKey oldest = oldest(all);
          tooMany.set(oldest);
          return without(all, oldest);
        });
    return tooMany.get();
  }

  void remove(HashedKey owner, HashedKey key) {
    newest.computeIfPresent(owner, (name, keys) -> without(keys, key));
  }

  private static HashedKey oldest(Keys keys) {
    Keys last = keys;
    while (last.older != null) {
      last = last.older;
    }
    return last.key;
  }

  private static @Nullable Keys without(@Nullable Keys keys, HashedKey key) {
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
