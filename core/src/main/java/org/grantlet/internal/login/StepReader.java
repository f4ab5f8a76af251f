package org.grantlet.internal.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StepWriter} wrote, in the same order. Not thread-safe. */
final class StepReader {
  private final byte[] bytes;
  private int position;

  StepReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int kind() {
    return bytes[position++];
  }

  long number() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  @Nullable String text() {
    int length = (int) number() - 1;
    if (length < 0) {
      return null;
    }
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** A text that is never left out. */
  String required() {
    String value = text();
    if (value == null) {
      throw new IllegalStateException("a text is missing from a stored value");
    }
    return value;
  }

  String uuid() {
    if (number() == 0) {
      return required();
    }
    ByteBuffer bits = ByteBuffer.wrap(bytes, position, 2 * Long.BYTES);
    position += 2 * Long.BYTES;
    return new UUID(bits.getLong(), bits.getLong()).toString();
  }

  List<String> list() {
    long size = number();
    List<String> values = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      values.add(required());
    }
    return values;
  }

  List<String> scopes() {
    long size = number();
    List<String> values = new ArrayList<>();
    String before = "";
    for (long i = 0; i < size; i++) {
      before = before.substring(0, (int) number()) + required();
      values.add(before);
    }
    return values;
  }

  /** An object of any JSON values; null for none. */
  @Nullable Map<String, Object> object() {
    String json = text();
    return json == null ? null : Json.object(json);
  }
}
