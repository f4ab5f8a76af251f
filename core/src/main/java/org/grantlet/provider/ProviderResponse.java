package org.grantlet.provider;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a provider answered, as it came. Immutable; does not print what is in it. */
public final class ProviderResponse {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param headers by name, in any case; Grantlet reads {@code Content-Type}, {@code
   *     Content-Encoding} and {@code Retry-After}
   * @param body whole; compressed where {@code Content-Encoding} says so. It is not copied
   */
  public ProviderResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  int status() {
    return status;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "status %d, %d bytes", status, body.length);
  }
}
