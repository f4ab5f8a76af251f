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

  private Stores h2(String script) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("grantlet");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
    return new JdbcStoreFactory().openStore(url, Clock.systemUTC());
  }

  private static Stores postgres(String script) throws Exception {
    String url = PostgresServer.emptyDatabase();
    PostgresServer.execute(script);
    return new JdbcStoreFactory().openStore(url, Clock.systemUTC());
  }

  @Nested
  class H2V1 extends UpgradeFromVersion1Contract {
    @Override
    Stores restore() throws Exception {
      return h2(dump("v1-h2.sql"));
    }
  }

  @Nested
  class H2V2 extends UpgradeContract {
    @Override
    Stores restore() throws Exception {
      return h2(dump("v2-h2.sql"));
    }
  }

  @Nested
  class PostgresV1 extends UpgradeFromVersion1Contract {
    @Override
    Stores restore() throws Exception {
      return postgres(dump("v1-postgresql.sql"));
    }
  }

  @Nested
  class PostgresV2 extends UpgradeContract {
    @Override
    Stores restore() throws Exception {
      return postgres(dump("v2-postgresql.sql"));
    }
  }
}
