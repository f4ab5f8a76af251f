package org.grantlet.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Keycloak of its own process, with one realm in memory: a confidential client that must use
 * PKCE, refresh tokens that are good once, and the user Ada. The first start of a distribution
 * takes more than a minute, later ones about 20 seconds.
 */
public final class KeycloakServer implements AutoCloseable {
  /** The registered client. */
  public static final String CLIENT_ID = "grantlet-test";

  /** Its secret. */
  public static final String CLIENT_SECRET = "grantlet-test-secret";

  /** The user's name at Keycloak. */
  public static final String USERNAME = "ada";

  /** The user's password at Keycloak. */
  public static final String PASSWORD = "ada-password";

  private static final String REALM = "grantlet";
  private static final long START_SECONDS = 300;
  private static final int LINES = 40;

  private final Process process;
  private final int port;
  private final Thread hook = new Thread(this::destroy);
  private final CompletableFuture<Void> listening = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private KeycloakServer(Process process, int port) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(hook);
    Thread reader = new Thread(this::read, "keycloak-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts an unpacked distribution and waits until it serves. */
  public static KeycloakServer start(Path home) throws InterruptedException {
    try {
      Path imports = Files.createDirectories(home.resolve("data/import"));
      try (InputStream realm =
          Objects.requireNonNull(KeycloakServer.class.getResourceAsStream("keycloak-realm.json"))) {
        Files.copy(
            realm, imports.resolve("grantlet-realm.json"), StandardCopyOption.REPLACE_EXISTING);
      }
      int port = Ports.free();
      KeycloakServer server = new KeycloakServer(launch(home, port), port);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path home, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "sh",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--cache=local",
                "--db=dev-mem"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
    return builder.redirectErrorStream(true).start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (lastLines) {
          lastLines.add(line);
          if (lastLines.size() > LINES) {
            lastLines.remove();
          }
        }
        if (line.contains("Listening on:")) {
          listening.complete(null);
        }
      }
    } catch (IOException e) {
      // It was ended in the middle of a line.
    }
    listening.completeExceptionally(new IOException("Keycloak ended"));
  }

  private void awaitListening() throws InterruptedException {
    try {
      listening.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      synchronized (lastLines) {
        throw new AssertionError(
            "Keycloak did not start; it said last:\n" + String.join("\n", lastLines), e);
      }
    }
  }

  /** The issuer of the realm. */
  public String issuer() {
    return "http://127.0.0.1:" + port + "/realms/" + REALM;
  }

  /** Ends it and waits until it has ended. */
  @Override
  public void close() {
    destroy();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** The script may remain as the parent of the Java process, and does not always end with it. */
  private void destroy() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle handle : all) {
      try {
        handle.onExit().get(20, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        handle.destroyForcibly();
      }
    }
  }
}
