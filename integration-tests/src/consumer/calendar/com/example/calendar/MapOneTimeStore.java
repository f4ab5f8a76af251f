package com.example.calendar;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.store.OneTimeStore;

final class MapOneTimeStore implements OneTimeStore {
  private record Entry(byte[] value, Instant expiresAt) {
    boolean is(byte[] expected) {
      return Arrays.equals(value, expected) && Instant.now().isBefore(expiresAt);
    }
  }

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, String holder) {
    return entries.putIfAbsent(key, new Entry(value, expiresAt)) == null;
  }

  @Override
  public boolean claim(String key, byte[] value, Instant expiresAt) {
    return entries.putIfAbsent(key, new Entry(value, expiresAt)) == null;
  }

  @Override
  public Optional<byte[]> peek(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  @Override
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
    Entry entry = entries.get(key);
    return entry != null
        && entry.is(expected)
        && entries.replace(key, entry, new Entry(value, expiresAt));
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    Entry entry = entries.get(key);
    return entry != null && entry.is(expected) && entries.remove(key, entry);
  }
}
