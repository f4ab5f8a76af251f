package org.grantlet.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads requests from sockets and does with each what a test says; for what no HTTP server can be
 * brought to do. Each connection has a thread. Thread-safe.
 */
public final class RawServer implements AutoCloseable {

  /** What to do with the connection after a request was read. */
  public interface Handler {

    /**
     * Answers.
     *
     * @param request the head of the request, with its body
     * @param number of the connection, from 1 on
     * @param nth of the requests on it, from 1 on
     * @return false to close the connection
     */
    boolean answer(Socket socket, String request, int number, int nth) throws IOException;
  }

  private final ServerSocket listener;
  private final Handler handler;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private RawServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  /** 127.0.0.1. */
  static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /** A server on a free port of 127.0.0.1. */
  public static RawServer start(Handler handler) {
    try {
      return start(new ServerSocket(0, 50, loopback()), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server on a socket, which may be TLS. */
  public static RawServer start(ServerSocket listener, Handler handler) {
    RawServer server = new RawServer(listener, handler);
    server.thread(server::accept);
    return server;
  }

  /** JSON with a length. */
  public static void reply(Socket socket, String json) throws IOException {
    write(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Length: "
            + json.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + json);
  }

  /** Bytes as they are. */
  public static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void thread(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        thread(() -> serve(socket, number));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      int nth = 0;
      for (String request = read(in); request != null; request = read(in)) {
        requests.add(request);
        if (!handler.answer(socket, request, number, ++nth)) {
          return;
        }
      }
    } catch (IOException e) {
      // The other side went away, or TLS refused it: a test may want that.
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        int length = Integer.parseInt(line.substring(15).strip());
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
      }
    }
    return head.toString();
  }

  /** Its port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** All requests so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were made. */
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
