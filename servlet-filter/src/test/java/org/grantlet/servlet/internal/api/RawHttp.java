package org.grantlet.servlet.internal.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends what no HTTP client would. */
public final class RawHttp {
  private RawHttp() {}

  /** The status line, headers and body of the answer to some bytes. */
  public static String send(URI server, byte[] request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("No answer", e);
    }
  }

  /** The same, from lines. */
  public static String send(URI server, String... lines) {
    return send(server, String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
  }
}
