package org.grantlet.servlet.internal.api;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a body of at most 64 KiB that is one JSON object in UTF-8 and names no member twice. */
final class RequestBody {
  private static final int LIMIT = 64 * 1024;

  /** The most that is read of a body that is too large, so that the client reads the reply. */
  private static final int DRAIN = 4 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);

  private RequestBody() {}

  /**
   * The object.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_REQUEST_PAYLOAD}
   */
  static Map<String, @Nullable Object> read(HttpServletRequest request) {
    byte[] body = bytes(request);
    // Not getContentType(): Jetty's fails on a charset that it does not know.
    String type = request.getHeader("Content-Type");
    if (type == null && body.length == 0) {
      throw invalid("is empty, but has to be a JSON object", null);
    }
    if (type == null || !isJson(type)) {
      throw unsupported("Content-Type must be application/json, in UTF-8");
    }
    String coding = request.getHeader("Content-Encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw unsupported("Content-Encoding is not supported; send the JSON as it is");
    }
    try {
      return Json.uniqueObject(text(body));
    } catch (IllegalArgumentException e) {
      throw invalid("is " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(HttpServletRequest request) {
    try {
      ServletInputStream in = request.getInputStream();
      byte[] body = new byte[0];
      if (request.getContentLengthLong() <= LIMIT) {
        body = in.readNBytes(LIMIT + 1);
        if (body.length <= LIMIT) {
          return body;
        }
      }
      drain(in);
    } catch (IOException | RuntimeException e) { // containers throw their own for bad chunks
      throw invalid("could not be read to its end", e);
    }
    throw new GrantletException(
        ErrorCode.INVALID_REQUEST_PAYLOAD, 413, "The body must be at most " + LIMIT + " bytes");
  }

  /** Reads what no call has read: containers close a connection that has more to read. */
  static void discard(HttpServletRequest request) {
    try {
      ServletInputStream in = request.getInputStream();
      if (in.read() >= 0) { // nearly always there is nothing, and no buffer is needed
        drain(in);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a body could not be read to its end", e);
    }
  }

  private static void drain(ServletInputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    int total = 0;
    int count = 0;
    while (count >= 0 && total < DRAIN) {
      count = in.read(buffer);
      total += count;
    }
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /** RFC 8259 section 11 knows no charset parameter, but many clients send it. */
  private static boolean isJson(String contentType) {
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().equalsIgnoreCase("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("charset=")
          && !isUtf8(parameter.substring("charset=".length()).replace("\"", ""))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(String charset) {
    try {
      return Charset.forName(charset).equals(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static GrantletException unsupported(String message) {
    return new GrantletException(ErrorCode.INVALID_REQUEST_PAYLOAD, 415, message);
  }

  private static GrantletException invalid(String what, @Nullable Throwable cause) {
    return new GrantletException(ErrorCode.INVALID_REQUEST_PAYLOAD, "The body " + what, cause);
  }
}
