package org.grantlet.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server (RFC 1035) over UDP on loopback that knows MX records and nothing else. */
public final class DnsServer implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int OK = 0x8180;
  private static final int NO_SUCH_NAME = 0x8183;
  private static final int NAME_OF_QUESTION = 0xC00C;
  private static final int MX = 15;
  private static final int INTERNET = 1;
  private static final int TTL = 300;

  private final Map<String, List<String>> records = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final DatagramSocket socket;
  private volatile boolean silent;

  private DnsServer(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Starts one. */
  public static DnsServer start() {
    try {
      DnsServer server =
          new DnsServer(
              new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      Thread thread = new Thread(server::serve, "dns-server");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Knows a domain's mail servers, each as preference and name, such as {@code 10 mx.example}. */
  public DnsServer mx(String domain, String... servers) {
    records.put(domain, List.of(servers));
    return this;
  }

  /** Answers nothing more, or does again. */
  public void silent(boolean value) {
    silent = value;
  }

  /** The domains that were asked for. */
  public List<String> questions() {
    return questions;
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] query = Arrays.copyOf(buffer, packet.getLength());
        String domain = domain(query);
        questions.add(domain);
        if (!silent) {
          byte[] answer = answer(query, records.get(domain));
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static String domain(byte[] query) {
    StringBuilder domain = new StringBuilder();
    int at = HEADER;
    while (query[at] != 0) {
      String label = new String(query, at + 1, query[at], StandardCharsets.US_ASCII);
      domain.append(domain.length() == 0 ? "" : ".").append(label);
      at += 1 + query[at];
    }
    return domain.toString();
  }

  private static byte[] answer(byte[] query, List<String> servers) throws IOException {
    int end = HEADER;
    while (query[end] != 0) {
      end += 1 + query[end];
    }
    end += 5; // the root label, the type and the class
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(query, 0, 2);
    out.writeShort(servers == null ? NO_SUCH_NAME : OK);
    out.writeShort(1);
    out.writeShort(servers == null ? 0 : servers.size());
    out.writeInt(0);
    out.write(query, HEADER, end - HEADER);
    for (String server : servers == null ? List.<String>of() : servers) {
      String[] parts = server.split(" ", 2);
      byte[] name = name(parts[1]);
      out.writeShort(NAME_OF_QUESTION);
      out.writeShort(MX);
      out.writeShort(INTERNET);
      out.writeInt(TTL);
      out.writeShort(2 + name.length);
      out.writeShort(Integer.parseInt(parts[0]));
      out.write(name);
    }
    return bytes.toByteArray();
  }

  private static byte[] name(String host) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : host.split("\\.", -1)) {
      if (!label.isEmpty()) {
        bytes.write(label.length());
        bytes.write(label.getBytes(StandardCharsets.US_ASCII));
      }
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
