package org.grantlet.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.grantlet.internal.json.Json;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;

/**
 * A response: the one place where its bytes become JSON, a form or a JWT. The bytes decide which,
 * because content types are often wrong. Immutable.
 */
public final class HttpResponse {
  /** Before and after decompression. */
  static final int MAX_BYTES = 1 << 20;

  private static final Pattern JWS = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final HttpSender.Response response;
  private final String text;

  /** Decompresses and decodes a response of at most 1 MiB. */
  HttpResponse(HttpSender.Response response) throws IOException {
    this.response = response;
    byte[] bytes = decompress(response.body(), response.header("Content-Encoding"));
    String all = new String(bytes, StandardCharsets.UTF_8);
    text = !all.isEmpty() && all.charAt(0) == BYTE_ORDER_MARK ? all.substring(1) : all;
  }

  private static byte[] decompress(byte[] body, @Nullable String encoding) throws IOException {
    if (encoding != null && body.length > 0) {
      switch (encoding.strip().toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> {
          return read(new GZIPInputStream(new ByteArrayInputStream(body)));
        }
        case "deflate" -> {
          return read(new InflaterInputStream(new ByteArrayInputStream(body)));
        }
        case "", "identity" -> {}
        default -> throw new IOException("the Content-Encoding of the reply is not known");
      }
    }
    return checkLength(body);
  }

  private static byte[] read(InputStream stream) throws IOException {
    try (stream) {
      return checkLength(stream.readNBytes(MAX_BYTES + 1));
    }
  }

  private static byte[] checkLength(byte[] bytes) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new IOException(LongResponseException.message(MAX_BYTES));
    }
    return bytes;
  }

  public int status() {
    return response.status();
  }

  public boolean hasSuccessStatus() {
    return status() / 100 == 2;
  }

  /** The first header of this name, in any case: {@code Content-Type} and {@code Retry-After}. */
  public @Nullable String header(String name) {
    return response.header(name);
  }

  /** The body, without a byte order mark. */
  public String text() {
    return text;
  }

  /** The body as a JSON object; empty if it is not one. */
  Map<String, Object> object() {
    return Json.asObject(tree(Map.of()));
  }

  /** The body as a token response: JSON, or, against RFC 6749 section 5.1, a form. */
  public Object jsonOrForm() {
    return tree(form());
  }

  private Object tree(Map<String, Object> otherwise) {
    try {
      return Json.tree(text);
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }

  /** The body as a form with a token or an error; else empty. */
  private Map<String, Object> form() {
    Map<String, Object> form = new LinkedHashMap<>();
    if (text.isEmpty() || "{[<\"".indexOf(text.charAt(0)) >= 0) {
      return form;
    }
    try {
      for (String parameter : text.strip().split("&", -1)) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        if (form.put(decode(name), decode(value)) != null) {
          return Map.of(); // RFC 6749 section 3.2: no parameter twice
        }
      }
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
    return form.containsKey("access_token") || form.containsKey("error") ? form : Map.of();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The body as a signed JWT in compact form; null if it is not one. */
  public @Nullable String jwt() {
    String compact = text.strip();
    return JWS.matcher(compact).matches() ? compact : null;
  }
}
