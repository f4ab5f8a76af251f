package org.grantlet.jdbc;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;

/**
 * A node in a process of its own, which can be killed. It reads changes from standard input, makes
 * several at once, and says on standard output when one is done.
 */
final class EventNode {
  private static final String SCOPE = "openid email offline_access";
  private static final int THREADS = 6;

  private final AheadClock clock;
  private final Grantlet grantlet;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private EventNode(Properties given) {
    clock = new AheadClock(Duration.ofSeconds(Long.parseLong(given.getProperty("ahead"))));
    grantlet =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .customProviders(true)
            .insecureLoopback(true)
            .webhookPrivateEndpoints(true)
            .backgroundRefresh(Duration.ZERO)
            .clock(clock)
            .encryptionKey(Secret.of(given.getProperty("key")))
            .stores(() -> new JdbcStoreFactory().openStore(given.getProperty("store"), clock))
            .integration("test", integration(given))
            .listener(new Notes(Path.of(given.getProperty("notes"))))
            .webhook("crash", given.getProperty("receiver"), Secret.of(given.getProperty("secret")))
            .build();
  }

  private static IntegrationSpec integration(Properties given) {
    return IntegrationSpec.builder()
        .scope(SCOPE.split(" "))
        .redirectUris("https://app.example.com/connected")
        .setting("issuer", given.getProperty("issuer"))
        .setting("client_id", given.getProperty("client_id"))
        .setting("client_secret", given.getProperty("client_secret"))
        .build();
  }

  /** The time, which can be moved. */
  private static final class AheadClock extends Clock {
    private volatile Duration ahead;

    AheadClock(Duration ahead) {
      this.ahead = ahead;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }
  }

  public static void main(String... arguments) throws IOException {
    Properties given = new Properties();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
    }
    EventNode node = new EventNode(given);
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      node.take(line.split(" ", -1));
    }
    System.exit(0);
  }

  private void take(String[] words) {
    if (words[0].equals("ahead")) {
      clock.ahead = Duration.ofSeconds(Long.parseLong(words[1]));
    } else {
      threads.execute(() -> change(words));
    }
  }

  private void change(String[] words) {
    String id = words[1];
    try {
      switch (words[0]) {
        case "connect" ->
            id =
                grantlet
                    .grants()
                    .create(
                        "test",
                        new GrantSpec(
                            Map.of("refresh_token", words[1]),
                            null,
                            metadata(words),
                            null,
                            "account-" + words[2]))
                    .id();
        case "change" ->
            grantlet
                .grants()
                .update(id, new GrantSpec(Map.of(), null, metadata(words), null, null));
        case "delete" -> grantlet.grants().delete(id);
        default -> throw new IllegalArgumentException(words[0]);
      }
      System.out.println("done " + words[0] + " " + id);
    } catch (GrantletException e) {
      System.out.println("done failed " + e.getMessage());
    }
  }

  private static Map<String, Object> metadata(String[] words) {
    return Map.of("n", Long.valueOf(words[2]));
  }

  /** Writes down what it hears, in one file of all nodes; one time in fifty it then fails. */
  private static final class Notes implements GrantListener {
    private final Path file;

    Notes(Path file) {
      this.file = file;
    }

    private void note(GrantEvent event) {
      String line =
          event.type().wire() + " " + event.grantId() + " " + event.grant().metadata().get("n");
      try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (ThreadLocalRandom.current().nextInt(50) == 0) {
        throw new IllegalStateException("one time in fifty");
      }
    }

    @Override
    public void grantCreated(GrantEvent event) {
      note(event);
    }

    @Override
    public void grantUpdated(GrantEvent event) {
      note(event);
    }

    @Override
    public void grantDeleted(GrantEvent event) {
      note(event);
    }
  }
}
