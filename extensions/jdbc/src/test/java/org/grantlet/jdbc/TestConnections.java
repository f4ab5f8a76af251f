package org.grantlet.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Data sources whose connections are something special. */
final class TestConnections {
  private interface Source {
    Connection next() throws Exception;
  }

  private TestConnections() {}

  static DataSource of(String url) {
    return dataSource(() -> DriverManager.getConnection(url));
  }

  /** Without auto-commit, and isolated as some applications want it. */
  static DataSource strict(DataSource source) {
    return dataSource(
        () -> {
          Connection connection = source.getConnection();
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          connection.setAutoCommit(false);
          return connection;
        });
  }

  /** The same connections, told to an observer. */
  static DataSource observed(DataSource source, Consumer<Connection> observer) {
    return dataSource(
        () -> {
          Connection connection = source.getConnection();
          observer.accept(connection);
          return connection;
        });
  }

  /** Gives a connection that is not closed, and then those of a source. */
  static DataSource first(Connection first, DataSource then) {
    AtomicBoolean given = new AtomicBoolean();
    Connection open =
        proxy(
            Connection.class,
            (method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(first, arguments));
    return dataSource(() -> given.getAndSet(true) ? then.getConnection() : open);
  }

  private static DataSource dataSource(Source source) {
    return proxy(DataSource.class, (method, arguments) -> source.next());
  }

  private interface Call {
    Object invoke(Method method, Object... arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return call.invoke(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
