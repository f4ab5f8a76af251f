package org.grantlet.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A browser on one connection that is kept, with cookies. As small as it is because what it costs
 * is taken from the systems: an HTTP client of the JDK would take more than they do. Not
 * thread-safe.
 */
final class Browser implements Closeable {
  /**
   * A reply.
   *
   * @param location where it redirects to, as it was sent
   */
  record Reply(int status, @Nullable String location, String body) {}

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final StringBuilder line = new StringBuilder(256);

  Browser(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream());
    host = server.getAuthority();
  }

  /** Forgets everything, as if somebody else came. */
  void forget() {
    cookies.clear();
  }

  void cookie(String name, String value) {
    cookies.put(name, value);
  }

  Reply get(String path) throws IOException {
    StringBuilder request = new StringBuilder(512);
    request.append("GET ").append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    request.append("\r\nUser-Agent: Grantlet load run\r\nAccept: text/html\r\n");
    request.append("Sec-Fetch-Site: same-origin\r\n");
    if (!cookies.isEmpty()) {
      String separator = "Cookie: ";
      for (Map.Entry<String, String> cookie : cookies.entrySet()) {
        request.append(separator).append(cookie.getKey()).append('=').append(cookie.getValue());
        separator = "; ";
      }
      request.append("\r\n");
    }
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    return reply();
  }

  private Reply reply() throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    String location = null;
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "location" -> location = value;
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = true;
        case "set-cookie" -> keep(value);
        default -> {}
      }
    }
    return new Reply(status, location, chunked ? chunks() : body(length));
  }

  private void keep(String cookie) {
    int equals = cookie.indexOf('=');
    int semicolon = cookie.indexOf(';');
    String value = cookie.substring(equals + 1, semicolon < 0 ? cookie.length() : semicolon);
    if (value.isEmpty()) {
      cookies.remove(cookie.substring(0, equals));
    } else {
      cookies.put(cookie.substring(0, equals), value);
    }
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int length = Integer.parseInt(line(), 16);
      body.append(body(length));
      if (!line().isEmpty()) {
        throw new IOException("a chunk that does not end");
      }
      if (length == 0) {
        return body.toString();
      }
    }
  }

  private String body(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
