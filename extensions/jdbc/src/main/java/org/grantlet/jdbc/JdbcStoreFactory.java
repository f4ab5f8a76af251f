package org.grantlet.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.grantlet.store.StoreFactory;
import org.grantlet.store.Stores;

/**
 * Opens {@code grantlet.store} = a JDBC URL, with a pool of its own, or {@code jndi:} and the name
 * of a data source. User and password of a URL are {@code user} and {@code password} parameters of
 * it, as its driver takes them.
 */
public final class JdbcStoreFactory implements StoreFactory {
  private static final String JDBC = "jdbc:";
  private static final String JNDI = "jndi:";

  /** User and password as other URLs have them; it would become the name of the host. */
  private static final Pattern USER_INFO = Pattern.compile("^[^?;]*//[^/?;]*@");

  private static final int CONNECTIONS = 10;
  private static final long CONNECT_MILLIS = 3_000;
  private static final int ANSWER_SECONDS = 15;

  /** For ServiceLoader. */
  public JdbcStoreFactory() {}

  @Override
  public boolean opensStore(String location) {
    return location.startsWith(JDBC) || location.startsWith(JNDI);
  }

  @Override
  public Stores openStore(String location, Clock clock) {
    return openStore(location, clock, true);
  }

  @Override
  public Stores openStore(String location, Clock clock, boolean migrate) {
    if (location.startsWith(JNDI)) {
      return JdbcStores.open(lookUp(location.substring(JNDI.length())), clock, migrate);
    }
    HikariDataSource pool = pool(location);
    try {
      new Schema(pool).open(migrate);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return JdbcStores.stores(new Database(pool, pool::close), clock);
  }

  @SuppressWarnings("BanJNDI") // the name is the configuration's, and of no remote directory
  private static DataSource lookUp(String name) {
    if (name.contains("://")) {
      throw new IllegalArgumentException(
          "jndi: takes a name such as java:comp/env/jdbc/main, no URL");
    }
    try {
      if (new InitialContext().lookup(name) instanceof DataSource dataSource) {
        return dataSource;
      }
    } catch (NamingException e) {
      throw new IllegalArgumentException("JNDI has no data source of the name " + name, e);
    }
    throw new IllegalArgumentException("what JNDI has as " + name + " is no data source");
  }

  private static HikariDataSource pool(String url) {
    Optional<Dialect> dialect = Dialect.ofUrl(url);
    HikariConfig config = new HikariConfig();
    config.setPoolName("grantlet");
    config.setJdbcUrl(dialect.equals(Optional.of(Dialect.H2)) ? durable(url) : url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    if (dialect.equals(Optional.of(Dialect.POSTGRESQL))) {
      // Its driver waits for ever otherwise. What the URL says wins.
      config.addDataSourceProperty("connectTimeout", CONNECT_MILLIS / 1000);
      config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
    }
    if (dialect.equals(Optional.of(Dialect.MARIADB))) {
      config.addDataSourceProperty("connectTimeout", CONNECT_MILLIS);
      config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS * 1_000);
    }
    findDriver(config, url, dialect);
    if (USER_INFO.matcher(url).find()) {
      throw ConnectFailure.ofUrl(url, dialect);
    }
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw ConnectFailure.of(e);
    } catch (RuntimeException e) {
      throw ConnectFailure.ofUrl(url, dialect);
    }
  }

  /**
   * DriverManager finds only drivers whose service file is there, which it is not in a jar that was
   * shaded without a transformer, and whose class loader it likes: so a known one is named.
   */
  private static void findDriver(HikariConfig config, String url, Optional<Dialect> dialect) {
    try {
      if (dialect.isPresent()) {
        config.setDriverClassName(dialect.get().driver());
      } else {
        DriverManager.getDriver(url);
      }
    } catch (SQLException | RuntimeException e) {
      String missing =
          dialect
              .map(
                  one ->
                      "the driver of %s is not on the class path: add the dependency %s"
                          .formatted(one.product(), one.artifact()))
              .orElseGet(
                  () ->
                      "no JDBC driver on the class path takes %s… URLs. %s"
                          .formatted(
                              url.replaceFirst("(jdbc:[^:/;?]*:?).*", "$1"), Dialect.supported()));
      throw new IllegalArgumentException(missing);
    }
  }

  /** H2 holds commits back for half a second otherwise, and loses them with the process. */
  private static String durable(String url) {
    boolean inMemory = url.startsWith("jdbc:h2:mem:");
    return inMemory || url.toUpperCase(Locale.ROOT).contains("WRITE_DELAY")
        ? url
        : url + ";WRITE_DELAY=0";
  }
}
