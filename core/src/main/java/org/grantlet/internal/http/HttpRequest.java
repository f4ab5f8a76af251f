package org.grantlet.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.grantlet.Secret;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;

/** A request to a provider. Does not print what is in it. */
public final class HttpRequest implements HttpSender.Request {
  /** JSON first; some servers answer 406 to "application/json" alone. */
  private static final String ACCEPT = "application/json, */*;q=0.5";

  private final String method;
  private final URI uri;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private byte @Nullable [] body;
  private @Nullable Duration timeout;
  private boolean repeatable = true;
  private int maxResponseBytes = HttpResponse.MAX_BYTES;

  /** A request without a body. */
  public HttpRequest(String method, URI uri) {
    this.method = method;
    this.uri = uri;
    headers.put("Accept", ACCEPT);
  }

  /** A {@code GET}. */
  public static HttpRequest get(URI uri) {
    return new HttpRequest("GET", uri);
  }

  /** Sets a header. */
  public HttpRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Sets the access token (RFC 6750). */
  public HttpRequest bearer(Secret accessToken) {
    return header("Authorization", "Bearer " + accessToken.reveal());
  }

  /** Sets the body, in UTF-8. */
  public HttpRequest body(String contentType, String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return header("Content-Type", contentType);
  }

  /** Sets the body as it is; its headers are the caller's. */
  public HttpRequest body(byte[] bytes) {
    body = bytes.clone();
    return this;
  }

  /** Limits its time; the transport's own limit holds otherwise. */
  public HttpRequest within(Duration limit) {
    timeout = limit;
    return this;
  }

  /** Accepts a longer response. */
  public HttpRequest maxResponseBytes(int bytes) {
    maxResponseBytes = bytes;
    return this;
  }

  /** Never sends it twice: it may have had its effect although no response came. */
  public HttpRequest once() {
    repeatable = false;
    return this;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  @Override
  public byte @Nullable [] body() {
    return body == null ? null : body.clone();
  }

  @Override
  public Duration timeout() {
    return Objects.requireNonNull(timeout, "timeout"); // the transport sets it
  }

  boolean hasTimeout() {
    return timeout != null;
  }

  @Override
  public int maxResponseBytes() {
    return maxResponseBytes;
  }

  @Override
  public boolean isRepeatable() {
    return repeatable;
  }

  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getAuthority();
  }
}
