package org.grantlet.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.grantlet.Secret;
import org.jspecify.annotations.Nullable;

/** A request to a provider. Does not print what is in it. */
public final class ProviderRequest {
  /** JSON first; some servers answer 406 to who takes nothing else. */
  private static final String ACCEPT = "application/json, */*;q=0.5";

  private final String method;
  private final URI uri;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private byte @Nullable [] body;
  private Duration timeout = Duration.ofSeconds(10);
  private boolean repeatable = true;

  ProviderRequest(String method, URI uri) {
    this.method = method;
    this.uri = uri;
    headers.put("Accept", ACCEPT);
  }

  static ProviderRequest get(URI uri) {
    return new ProviderRequest("GET", uri);
  }

  /** In the place of one of the same name. */
  ProviderRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  ProviderRequest bearer(Secret accessToken) {
    return header("Authorization", "Bearer " + accessToken.reveal());
  }

  ProviderRequest body(String contentType, String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return header("Content-Type", contentType);
  }

  ProviderRequest within(Duration limit) {
    timeout = limit;
    return this;
  }

  /** What may have had its effect although no answer came is not asked again. */
  ProviderRequest once() {
    repeatable = false;
    return this;
  }

  /** {@code GET}, {@code POST} or {@code DELETE}. */
  public String method() {
    return method;
  }

  /** Absolute, https, or http on loopback. */
  public URI uri() {
    return uri;
  }

  /** All but {@code Host}, {@code Content-Length} and {@code User-Agent}; printable ASCII. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** A copy of the bytes to send; null for none. */
  public byte @Nullable [] body() {
    return body == null ? null : body.clone();
  }

  /** For all of it, from the look-up of the name to the last byte of the answer. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Whether it may be sent once more, on a new connection, where a connection that had been used
   * before ends without a byte of an answer. A refresh may not: the provider may have changed the
   * refresh token, and would take the old one for a stolen one.
   */
  public boolean isRepeatable() {
    return repeatable;
  }

  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getAuthority();
  }
}
