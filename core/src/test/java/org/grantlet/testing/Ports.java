package org.grantlet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot choose one, or that come back at the same one. */
public final class Ports {
  /** Connections to others begin at ports that the system takes from 32768 on. */
  private static final int FIRST = 15_000;

  private static final int END = 32_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /** A port of loopback that is free, and that no connection to another server takes meanwhile. */
  public static int free() {
    for (int attempt = 1; true; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) { // taken
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
