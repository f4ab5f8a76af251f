package org.grantlet.packaged;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application and everything it needs in one jar, with a database. It has two store factories
 * and two database drivers, of which the service files of one jar name only one each.
 */
@Timeout(120)
class ShadedJarTest {
  @TempDir private Path work;

  @Test
  void shadedJar_withTheServicesOfOtherJars_connectsAnAccountInADatabase() throws Exception {
    List<Path> classPath = Standalone.classPath(work.resolve("classes"));
    Collections.reverse(classPath); // what this test needs is not in the first service files
    Path jar = ShadedJar.write(work.resolve("shaded.jar"), classPath, false);
    String store = "jdbc:h2:" + work.resolve("database");
    try (TestProvider provider = TestProvider.start();
        Child child = Standalone.start(provider, work.resolve("log"), store, jar)) {
      child.assertAccountIsConnected("");
      child.assertStops();
    }
  }
}
