package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers that DriverManager does not know: it has looked for service files before the class loader
 * of these classes was there. A jar that was shaded without a services transformer looks the same
 * to it, and so does an application that is deployed into a running container.
 */
class DriverTest {
  @TempDir private Path folder;

  private static URLClassLoader loader(Predicate<String> element) throws MalformedURLException {
    List<String> path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(element)
            .toList();
    URL[] urls = new URL[path.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(path.get(i)).toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static void open(URLClassLoader loader, String url) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> type = loader.loadClass(JdbcStoreFactory.class.getName());
      Object stores =
          type.getMethod("openStore", String.class, Clock.class)
              .invoke(type.getConstructor().newInstance(), url, Clock.systemUTC());
      ((AutoCloseable) stores).close();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void assertNoDriver(URLClassLoader loader, String url) throws Exception {
    Class<?> finder = loader.loadClass(Finder.class.getName());
    assertThat(finder.getMethod("finds", String.class).invoke(null, url)).isEqualTo(false);
  }

  /** Asks DriverManager as a class of its own loader. */
  public static final class Finder {
    private Finder() {}

    public static boolean finds(String url) {
      try {
        return DriverManager.getDriver(url) != null;
      } catch (SQLException e) {
        return false;
      }
    }
  }

  @Test
  void driverWithoutAServiceFile_isFoundByItsName() throws Exception {
    String h2 = "jdbc:h2:file:" + folder.resolve("grantlet");
    for (String url : List.of(h2, PostgresServer.emptyDatabase())) {
      // A loader for each, because DriverManager knows a driver after it was asked once.
      try (URLClassLoader asked = loader(element -> true);
          URLClassLoader fresh = loader(element -> true)) {
        assertNoDriver(asked, url);
        open(fresh, url);
      }
    }
  }

  @Test
  void missingDriver_isNamedWithItsArtifact() throws Exception {
    try (URLClassLoader loader =
        loader(element -> !element.matches(".*[/\\\\](h2|postgresql)-[0-9.]*\\.jar"))) {
      assertThatThrownBy(() -> open(loader, "jdbc:postgresql://db/shop?password=hunter2"))
          .cause()
          .hasMessage(
              "the driver of PostgreSQL is not on the class path: add the dependency"
                  + " org.postgresql:postgresql");
      assertThatThrownBy(() -> open(loader, "jdbc:h2:mem:x;PASSWORD=hunter2"))
          .cause()
          .hasMessage(
              "the driver of H2 is not on the class path: add the dependency com.h2database:h2");
    }
  }
}
