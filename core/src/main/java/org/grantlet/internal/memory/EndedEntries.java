package org.grantlet.internal.memory;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/** The values that have ended, oldest first, within a limit of their own. Thread-safe. */
final class EndedEntries {
  private record Ended(HashedKey key, MemoryOneTimeStore.Entry entry) {}

  private final long maximumBytes;
  private final BiConsumer<HashedKey, MemoryOneTimeStore.Entry> drop;
  private final Queue<Ended> oldestFirst = new ArrayDeque<>();
  private long bytes;

  EndedEntries(long maximumBytes, BiConsumer<HashedKey, MemoryOneTimeStore.Entry> drop) {
    this.maximumBytes = maximumBytes;
    this.drop = drop;
  }

  synchronized void add(HashedKey key, MemoryOneTimeStore.Entry entry, long now) {
    oldestFirst.add(new Ended(key, entry));
    bytes += entry.bytes();
    Ended oldest = oldestFirst.peek();
    while (oldest != null && (bytes > maximumBytes || oldest.entry.expiresAt <= now)) {
      oldestFirst.remove();
      bytes -= oldest.entry.bytes();
      drop.accept(oldest.key, oldest.entry);
      oldest = oldestFirst.peek();
    }
  }
}
