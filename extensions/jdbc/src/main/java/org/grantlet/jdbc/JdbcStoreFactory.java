package org.grantlet.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Clock;
import java.util.Locale;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.grantlet.internal.text.Reason;
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
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String H2 = "jdbc:h2:";
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
    if (location.startsWith(JNDI)) {
      return JdbcStores.open(lookUp(location.substring(JNDI.length())), clock);
    }
    HikariDataSource pool = pool(location);
    try {
      JdbcStores.migrate(pool);
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
    HikariConfig config = new HikariConfig();
    config.setPoolName("grantlet");
    config.setJdbcUrl(durable(url));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    if (url.startsWith(POSTGRESQL)) {
      // Its driver waits for ever otherwise. What the URL says wins.
      config.addDataSourceProperty("connectTimeout", CONNECT_MILLIS / 1000);
      config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
    }
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException("the database does not let us in: " + Reason.of(cause), e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("no JDBC driver on the class path takes this URL", e);
    }
  }

  /** H2 holds commits back for half a second otherwise, and loses them with the process. */
  private static String durable(String url) {
    boolean plainH2 =
        url.startsWith(H2)
            && !url.startsWith(H2 + "mem:")
            && !url.toUpperCase(Locale.ROOT).contains("WRITE_DELAY");
    return plainH2 ? url + ";WRITE_DELAY=0" : url;
  }
}
