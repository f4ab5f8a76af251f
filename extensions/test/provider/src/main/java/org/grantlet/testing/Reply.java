package org.grantlet.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.LinkedHashMap;
import java.util.Map;

/** A reply that a test dictates to a {@link TestProvider}. Immutable. */
public final class Reply {

  /** How the bytes go out. */
  enum Manner {
    WHOLE,
    TRUNCATED,
    SILENT,
    HEADERS_ONLY,
    DRIP,
    ENDLESS,
    DISCONNECT
  }

  private final int status;
  private final Map<String, String> headers;
  private final String body;
  private final Manner manner;

  private Reply(int status, Map<String, String> headers, String body, Manner manner) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.manner = manner;
  }

  /** Any body. */
  public static Reply of(int status, String contentType, String body) {
    return new Reply(status, Map.of("Content-Type", contentType), body, Manner.WHOLE);
  }

  /** No body. */
  public static Reply status(int status) {
    return new Reply(status, Map.of(), "", Manner.WHOLE);
  }

  /** JSON, or what pretends to be, with status 200. */
  public static Reply json(String body) {
    return json(200, body);
  }

  /** JSON, or what pretends to be. */
  public static Reply json(int status, String body) {
    return of(status, "application/json", body);
  }

  /** A JSON object. */
  public static Reply json(int status, Map<String, Object> members) {
    return json(status, JSONObjectUtils.toJSONString(members));
  }

  /** A page where none is expected. */
  public static Reply html(int status) {
    return of(status, "text/html; charset=utf-8", "<!doctype html><h1>Down for maintenance</h1>");
  }

  /** RFC 6749 §5.2: status 400, or 401 for {@code invalid_client}. */
  public static Reply oauthError(String code) {
    return json("invalid_client".equals(code) ? 401 : 400, Map.of("error", code));
  }

  /** RFC 6749 §5.2 with a description, which the RFC's grammar does not constrain here. */
  public static Reply oauthError(String code, String description) {
    return json(
        "invalid_client".equals(code) ? 401 : 400,
        Map.of("error", code, "error_description", description));
  }

  /** Sends the caller elsewhere. */
  public static Reply redirect(int status, String location) {
    return status(status).header("Location", location);
  }

  /** Takes the request and never says anything. */
  public static Reply hang() {
    return new Reply(200, Map.of(), "", Manner.SILENT);
  }

  /** Status and headers at once, a body never. */
  public static Reply hangAfterHeaders() {
    return json("").as(Manner.HEADERS_ONLY);
  }

  /** Well-formed so far, one byte every 50 ms, without end. */
  public static Reply drip() {
    return json("").as(Manner.DRIP);
  }

  /** Well-formed so far, as fast as the caller reads, without end. */
  public static Reply endless() {
    return json("").as(Manner.ENDLESS);
  }

  /** Closes the connection without a word. */
  public static Reply disconnect() {
    return new Reply(200, Map.of(), "", Manner.DISCONNECT);
  }

  /** This reply, cut off in the middle of what its {@code Content-Length} announces. */
  public Reply truncated() {
    return as(Manner.TRUNCATED);
  }

  /** This reply with one more header, for example {@code Retry-After}. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, manner);
  }

  private Reply as(Manner other) {
    return new Reply(status, headers, body, other);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  String body() {
    return body;
  }

  Manner manner() {
    return manner;
  }
}
