package org.grantlet.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Databases of earlier versions. */
class UpgradeTest {
  @TempDir private Path folder;

  @Nested
  class H2 extends UpgradeContract {
    @Override
    Stores restore(String script) throws Exception {
      String url = "jdbc:h2:file:" + folder.resolve("grantlet");
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(script);
      }
      return new JdbcStoreFactory().openStore(url, Clock.systemUTC());
    }

    @Override
    String dump() {
      return dump("v1-h2.sql");
    }
  }

  @Nested
  class Postgres extends UpgradeContract {
    @Override
    Stores restore(String script) throws Exception {
      String url = PostgresServer.emptyDatabase();
      PostgresServer.execute(script);
      return new JdbcStoreFactory().openStore(url, Clock.systemUTC());
    }

    @Override
    String dump() {
      return dump("v1-postgresql.sql");
    }
  }
}
