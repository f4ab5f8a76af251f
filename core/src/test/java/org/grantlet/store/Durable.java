package org.grantlet.store;

import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.memory.MemoryOneTimeStore;

/** What a builder takes for stores that outlast it. */
public final class Durable {
  private Durable() {}

  /** A new encryption key. */
  public static Secret key() {
    return key(EncryptionKey.random());
  }

  /** Encryption keys, newest first. */
  public static Secret key(EncryptionKey... keys) {
    return Secret.of(
        Arrays.stream(keys)
            .map(key -> key.id() + ":" + key.encoded())
            .collect(Collectors.joining(",")));
  }

  /** Stores of integrations and grants; logins are elsewhere. */
  public static Stores stores(IntegrationStore integrations, GrantStore grants) {
    return new Stores(integrations, grants, new MemoryOneTimeStore(Clock.systemUTC(), 1));
  }
}
