package org.grantlet.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.store.Durable;
import org.grantlet.store.Stores;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestProvider;

/** A database, nodes that share it, and a provider whose accounts they connect. */
final class EventNodes implements AutoCloseable {
  private static final String SCOPE = "openid email offline_access";

  final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start().clock(clock);
  private final EncryptionKey key = EncryptionKey.random();
  private final List<Grantlet> nodes = new CopyOnWriteArrayList<>();
  private String url = "";

  /** A new, empty database. */
  void clear() {
    url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  }

  String url() {
    return url;
  }

  Stores stores() {
    return new JdbcStoreFactory().openStore(url, Clock.systemUTC());
  }

  Grantlet node(GrantListener... listeners) {
    return node(builder -> builder, listeners);
  }

  Grantlet node(UnaryOperator<GrantletBuilder> setup, GrantListener... listeners) {
    GrantletBuilder builder =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .applicationId("shop")
            .customProviders(true)
            .insecureLoopback(true)
            .clock(clock)
            .encryptionKey(Durable.key(key))
            .stores(this::stores)
            .integration("test", integration());
    List.of(listeners).forEach(builder::listener);
    Grantlet node = setup.apply(builder).build();
    nodes.add(node);
    return node;
  }

  private IntegrationSpec integration() {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .scope(SCOPE.split(" "))
            .redirectUris("https://app.example.com/connected");
    provider.openIdSettings().forEach(spec::setting);
    return spec.build();
  }

  Grant connect(Grantlet node, String accountId) {
    return node.grants()
        .create(
            "test",
            new GrantSpec(
                Map.of("refresh_token", provider.issueRefreshToken(SCOPE)),
                null,
                Map.of("plan", "pro-plan"),
                null,
                accountId));
  }

  static Grant change(Grantlet node, Grant grant, int seats) {
    return node.grants()
        .update(grant.id(), new GrantSpec(Map.of(), null, Map.of("seats", seats), null, null));
  }

  /** Moves the clock; the nodes look for what is due at once, and not within a second. */
  void advance(Duration time) {
    clock.advance(time);
    nodes.forEach(node -> node.events().retell("no event"));
  }

  /** Until nothing is being told, and nothing is due: an attempt writes its pause by the clock. */
  void awaitQuiet() {
    Patience.await("nothing is being told").until(this::isQuiet);
  }

  private boolean isQuiet() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement busy =
            connection.prepareStatement(
                "select 1 from grantlet_delivery where status = 'open' and (holder is not null or"
                    + " due_at <= ?)")) {
      busy.setLong(1, clock.millis());
      try (ResultSet rows = busy.executeQuery()) {
        return !rows.next();
      }
    }
  }

  void closeNodes() {
    nodes.forEach(Grantlet::close);
    nodes.clear();
  }

  @Override
  public void close() {
    closeNodes();
    provider.close();
  }

  /** A listener that writes down what it hears, and then does something. */
  static final class Ear implements GrantListener {
    final List<GrantEvent> heard = new CopyOnWriteArrayList<>();
    final List<Thread> on = new CopyOnWriteArrayList<>();
    private final String name;
    volatile Consumer<GrantEvent> then = event -> {};

    Ear(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    List<String> types() {
      return heard.stream().map(event -> event.type().wire()).toList();
    }

    private void hear(GrantEvent event) {
      on.add(Thread.currentThread());
      heard.add(event);
      then.accept(event);
    }

    @Override
    public void grantCreated(GrantEvent event) {
      hear(event);
    }

    @Override
    public void grantUpdated(GrantEvent event) {
      hear(event);
    }

    @Override
    public void grantDeleted(GrantEvent event) {
      hear(event);
    }

    @Override
    public void grantExpired(GrantEvent event) {
      hear(event);
    }
  }
}
