package org.grantlet.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that cannot choose one, or that come back at the same one. None is given twice,
 * in no other JVM either: each has blocks of ports to itself, and listens at their first ones.
 */
public final class Ports {
  /** Connections to others begin at ports that the system takes from 32768 on. */
  private static final int FIRST = 15_000;

  private static final int BLOCK = 100;
  private static final int BLOCKS = 170;
  private static final int ATTEMPTS = 1_000;

  /** Open until the JVM ends. */
  private static final List<ServerSocket> HELD = new ArrayList<>();

  private static int next;
  private static int left;

  private Ports() {}

  /** A port of loopback that is free, and that no connection to another server takes meanwhile. */
  public static synchronized int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (left == 0) {
        takeBlock(FIRST + BLOCK * ThreadLocalRandom.current().nextInt(BLOCKS));
      } else {
        int port = next;
        next++;
        left--;
        if (isFree(port)) {
          return port;
        }
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException e) { // taken by something that is no test
      return false;
    }
  }

  private static void takeBlock(int port) {
    try {
      HELD.add(listen(port));
      next = port + 1;
      left = BLOCK - 1;
    } catch (IOException e) {
      return; // another JVM's block
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
