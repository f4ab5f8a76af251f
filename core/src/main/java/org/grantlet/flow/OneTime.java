package org.grantlet.flow;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.grantlet.crypto.RandomIds;
import org.grantlet.crypto.Vault;
import org.grantlet.json.Json;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * One kind of one-time thing in a store: the store sees a hash of the id, and a sealed value if it
 * is shared. Thread-safe.
 */
final class OneTime {
  private final String kind;
  private final OneTimeStore store;
  private final @Nullable Vault vault;

  /**
   * Things in a store.
   *
   * @param vault null for a store in this process's memory, where the key lies beside the values
   */
  OneTime(String kind, OneTimeStore store, @Nullable Vault vault) {
    this.kind = kind;
    this.store = store;
    this.vault = vault;
  }

  boolean offer(String id, Map<String, Object> value, Instant expiresAt) {
    String key = key(id);
    return store.offer(key, seal(value, key), expiresAt);
  }

  void put(String id, Map<String, Object> value, Instant expiresAt) {
    String key = key(id);
    store.put(key, seal(value, key), expiresAt);
  }

  Optional<Map<String, Object>> peek(String id) {
    String key = key(id);
    return store
        .peek(key)
        .map(value -> Json.object(vault == null ? value : vault.open(value, key)));
  }

  /** Takes a value that is known from {@link #peek}; false if somebody else was first. */
  boolean spend(String id) {
    return store.take(key(id)).isPresent();
  }

  private byte[] seal(Map<String, Object> value, String key) {
    byte[] json = Json.bytes(value);
    return vault == null ? json : vault.seal(json, key);
  }

  private String key(String id) {
    return kind + RandomIds.hash(id);
  }
}
