package org.grantlet.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.store.Durable;
import org.grantlet.store.Stores;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;

/**
 * Writes databases, filled by the code at hand, as SQL scripts. Run it before the schema changes,
 * with the folder to write to: the dumps are what the next version has to open ({@link
 * UpgradeTest}).
 */
final class DatabaseDump {
  /** Stands in a dump where the provider's host and port were. */
  static final String PROVIDER = "${provider}";

  static final EncryptionKey KEY =
      EncryptionKey.parse("dump:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").get(0);

  static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SCOPE = "openid email offline_access";

  private final TestProvider provider;

  private DatabaseDump(TestProvider provider) {
    this.provider = provider;
  }

  public static void main(String... arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (TestProvider provider = TestProvider.start().rotation(Rotation.OFF)) {
      DatabaseDump dump = new DatabaseDump(provider);
      String h2 = "jdbc:h2:mem:dump;USER=grantlet;DB_CLOSE_DELAY=-1";
      dump.fill(h2);
      String version = "v" + SchemaStep.ALL.get(SchemaStep.ALL.size() - 1).version();
      dump.write(folder.resolve(version + "-h2.sql"), ofH2(h2));
      String postgres = PostgresServer.emptyDatabase();
      dump.fill(postgres);
      dump.write(folder.resolve(version + "-postgresql.sql"), ofPostgres(postgres));
    }
  }

  private void fill(String url) {
    MutableClock clock = MutableClock.at(TIME);
    provider.clock(clock).behaveWell();
    Stores stores = new JdbcStoreFactory().openStore(url, clock);
    try (Grantlet grantlet =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .customProviders(true)
            .insecureLoopback(true)
            .clock(clock)
            .encryptionKey(Durable.key(KEY))
            .stores(stores)
            .build()) {
      Map<String, String> endpoints = provider.oauthSettings();
      integrate(grantlet, "by-issuer", provider.openIdSettings());
      integrate(grantlet, "by-endpoints", endpoints);
      integrate(grantlet, "nobody", provider.oauthSettings(), "userinfo_endpoint");
      integrate(grantlet, "google", provider.openIdSettings());
      integrate(grantlet, "box", endpoints);
      integrate(grantlet, "deleted", provider.openIdSettings());
      connect(grantlet, "by-issuer", TestUser.ADA, "account-1");
      connect(grantlet, "by-issuer", TestUser.GRACE, null);
      expire(grantlet, connect(grantlet, "by-issuer", TestUser.ADA, "account-dead"));
      connect(grantlet, "by-endpoints", TestUser.ADA, "account-1");
      connect(grantlet, "nobody", TestUser.ADA, "account-1");
      connect(grantlet, "google", TestUser.ADA, "account-1");
      connect(grantlet, "deleted", TestUser.ADA, "account-1");
      provider.userinfo().set("id", "4711").set("login", "ada@example.com");
      connect(grantlet, "box", TestUser.ADA, "account-1");
      grantlet.integrations().delete("deleted");
    }
  }

  private static void integrate(
      Grantlet grantlet, String name, Map<String, String> settings, String... without) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .scope(settings.containsKey("issuer") ? SCOPE.split(" ") : new String[] {"email"})
            .redirectUris("https://app.example.com/connected");
    settings.forEach(
        (member, value) -> {
          if (!List.of(without).contains(member)) {
            spec.setting(member, value);
          }
        });
    grantlet.integrations().create(name, spec.build());
  }

  /** The refresh token is {@code refresh-}, the integration, the user's name and the account. */
  private Grant connect(Grantlet grantlet, String name, TestUser user, String account) {
    String token = "refresh-" + name + "-" + user.subject() + "-" + account;
    provider.user(user).resume(token, SCOPE);
    return grantlet
        .grants()
        .create(
            name,
            new GrantSpec(
                Map.of("refresh_token", token),
                List.of(SCOPE.split(" ")),
                Map.of("plan", "pro"),
                "state-1",
                account));
  }

  private void expire(Grantlet grantlet, Grant grant) {
    provider.refresh().reply(Reply.oauthError("invalid_grant"));
    try {
      throw new IllegalStateException("still valid: " + grantlet.grants().refresh(grant.id()));
    } catch (GrantletException e) {
      provider.behaveWell();
    }
  }

  private void write(Path file, String script) throws IOException {
    Files.writeString(
        file, script.replace(provider.issuer().substring("http://".length()), PROVIDER));
  }

  private static String ofH2(String url) throws SQLException {
    StringBuilder script = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("script simple nopasswords nosettings")) {
      while (lines.next()) {
        String line = lines.getString(1);
        if (!line.startsWith("CREATE USER")) {
          script.append(line).append('\n');
        }
      }
    }
    return script.toString();
  }

  private static String ofPostgres(String url) throws SQLException {
    StringBuilder script = new StringBuilder();
    for (SchemaStep step : SchemaStep.ALL) {
      for (String statement : step.statements(Dialect.POSTGRESQL)) {
        if (!statement.startsWith("insert")) {
          script.append(statement).append(";\n");
        }
      }
    }
    for (String table :
        List.of("grantlet_schema_history", "grantlet_integration", "grantlet_grant")) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select * from " + table)) {
        while (rows.next()) {
          script.append(insert(table, rows)).append(";\n");
        }
      }
    }
    return script.toString();
  }

  private static String insert(String table, ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
      values.add(literal(row.getObject(i)));
    }
    return "insert into %s (%s) values (%s)"
        .formatted(table, String.join(", ", names), String.join(", ", values));
  }

  private static String literal(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof byte[] bytes) {
      return "'\\x" + HexFormat.of().formatHex(bytes) + "'";
    }
    return "'" + value.toString().replace("'", "''") + "'";
  }
}
