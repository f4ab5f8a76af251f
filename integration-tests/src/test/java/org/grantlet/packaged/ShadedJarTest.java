package org.grantlet.packaged;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application and everything it needs in one jar, with a database. It has two store factories
 * and two database drivers, of which the service files of one jar name only one each.
 */
@Timeout(120)
class ShadedJarTest {
  @TempDir private Path work;

  @ParameterizedTest(name = "services united: {0}")
  @ValueSource(booleans = {true, false})
  void shadedJar_connectsAnAccount_inADatabase(boolean unitesServices) throws Exception {
    List<Path> classPath = Standalone.classPath(work.resolve("classes"));
    Collections.reverse(classPath); // what this test needs is not in the first service files
    Path jar = ShadedJar.write(work.resolve("shaded.jar"), classPath, unitesServices);
    List<String> arguments = List.of("--class-path", jar.toString(), Standalone.MAIN);
    String store = "jdbc:h2:" + work.resolve("database");
    try (TestProvider provider = TestProvider.start();
        Child child = Standalone.start(provider, work.resolve("log"), store, arguments)) {
      child.assertAccountIsConnected("");
      child.assertStops();
    }
  }
}
