package org.grantlet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on loopback that asks for a password and knows one server, whatever name it is
 * called by. Thread-safe.
 */
public final class ProxyServer implements AutoCloseable {
  private final RawServer server;

  private ProxyServer(@Nullable String credentials, int target) {
    String right =
        credentials == null
            ? ""
            : "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    server =
        RawServer.start(
            (socket, request, number, nth) -> {
              if (!request.contains(right)) {
                RawServer.write(
                    socket,
                    String.join(
                        "\r\n",
                        "HTTP/1.1 407 Who are you",
                        "Proxy-Authenticate: Basic realm=\"proxy\"",
                        "Content-Length: 0",
                        "",
                        ""));
                return true;
              }
              RawServer.write(socket, "HTTP/1.1 200 Go on\r\n\r\n");
              tunnel(socket, target);
              return false;
            });
  }

  /** A proxy to the server at a port; it asks for {@code user:password}, if there is one. */
  public static ProxyServer start(@Nullable String credentials, int target) {
    return new ProxyServer(credentials, target);
  }

  private static void tunnel(Socket socket, int target) throws IOException {
    try (Socket onward = new Socket(RawServer.loopback(), target)) {
      Thread back =
          new Thread(
              () -> {
                try {
                  copy(onward.getInputStream(), socket.getOutputStream());
                  socket.shutdownOutput();
                } catch (IOException e) {
                  // One of the two is closed, and so is the tunnel.
                }
              },
              "proxy");
      back.setDaemon(true);
      back.start();
      copy(socket.getInputStream(), onward.getOutputStream());
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  /** Its port. */
  public int port() {
    return server.port();
  }

  /** What it was asked for. */
  public List<String> requests() {
    return server.requests();
  }

  @Override
  public void close() {
    server.close();
  }
}
