package org.grantlet.internal.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A text as 192 bits of its SHA-256 hash: no two texts have the same, and each takes half the room
 * of the texts that the store is asked for.
 */
record HashedKey(long first, long second, long third) {
  static HashedKey of(String text) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    return new HashedKey(hash.getLong(), hash.getLong(), hash.getLong());
  }

  /** Written out, because the JVM makes those of a record at their first call: in a first login. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HashedKey same
        && first == same.first
        && second == same.second
        && third == same.third;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }
}
