package org.grantlet.internal.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes a step of a login in a compact form: part after part, each text after its length, without
 * names. {@link StepReader} reads it again. Not thread-safe.
 */
final class StepWriter {
  private byte[] bytes = new byte[192];
  private int length;

  /** Begins with the kind of the step. */
  StepWriter(int kind) {
    add((byte) kind);
  }

  /** A number of 0 or more. */
  StepWriter number(long value) {
    long rest = value;
    while (rest > 0x7F) {
      add((byte) (rest | 0x80));
      rest >>>= 7;
    }
    add((byte) rest);
    return this;
  }

  StepWriter flags(boolean first, boolean second) {
    return number((first ? 1 : 0) + (second ? 2 : 0));
  }

  StepWriter text(@Nullable String value) {
    if (value == null) {
      return number(0);
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length + 1L);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
    return this;
  }

  /** A UUID as it prints itself, in 17 bytes; any other text as it is. */
  StepWriter uuid(String value) {
    UUID uuid = uuidOf(value);
    if (uuid == null) {
      return number(0).text(value);
    }
    number(1);
    ensure(2 * Long.BYTES);
    ByteBuffer.wrap(bytes, length, 2 * Long.BYTES)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits());
    length += 2 * Long.BYTES;
    return this;
  }

  private static @Nullable UUID uuidOf(String value) {
    try {
      UUID uuid = UUID.fromString(value);
      return uuid.toString().equals(value) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  StepWriter list(List<String> values) {
    number(values.size());
    for (String value : values) {
      text(value);
    }
    return this;
  }

  /** Scopes without what each shares with the one before: vendors begin all of theirs alike. */
  StepWriter scopes(List<String> values) {
    number(values.size());
    String before = "";
    for (String value : values) {
      int shared = 0;
      int most = Math.min(value.length(), before.length());
      while (shared < most && value.charAt(shared) == before.charAt(shared)) {
        shared++;
      }
      number(shared).text(value.substring(shared));
      before = value;
    }
    return this;
  }

  /** An object of any JSON values; an empty one counts as none. */
  StepWriter object(@Nullable Map<String, Object> value) {
    return text(value == null || value.isEmpty() ? null : Json.text(value));
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void add(byte value) {
    ensure(1);
    bytes[length++] = value;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
