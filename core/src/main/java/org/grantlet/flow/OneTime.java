package org.grantlet.flow;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.grantlet.crypto.RandomIds;
import org.grantlet.crypto.Vault;
import org.grantlet.json.Json;
import org.grantlet.store.OneTimeStore;

/**
 * One kind of one-time thing in a store: the store sees a hash of the id and a sealed value.
 * Thread-safe.
 */
final class OneTime {
  private final String kind;
  private final OneTimeStore store;
  private final Vault vault;

  OneTime(String kind, OneTimeStore store, Vault vault) {
    this.kind = kind;
    this.store = store;
    this.vault = vault;
  }

  boolean offer(String id, Map<String, Object> value, Instant expiresAt) {
    String key = key(id);
    return store.offer(key, vault.seal(Json.bytes(value), key), expiresAt);
  }

  void put(String id, Map<String, Object> value, Instant expiresAt) {
    String key = key(id);
    store.put(key, vault.seal(Json.bytes(value), key), expiresAt);
  }

  Optional<Map<String, Object>> peek(String id) {
    String key = key(id);
    return store.peek(key).map(value -> Json.object(vault.open(value, key)));
  }

  Optional<Map<String, Object>> take(String id) {
    String key = key(id);
    return store.take(key).map(value -> Json.object(vault.open(value, key)));
  }

  /** Takes a value that is known from {@link #peek}; false if somebody else was first. */
  boolean spend(String id) {
    return store.take(key(id)).isPresent();
  }

  private String key(String id) {
    return kind + RandomIds.hash(id);
  }
}
