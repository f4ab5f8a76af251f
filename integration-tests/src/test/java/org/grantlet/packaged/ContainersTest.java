package org.grantlet.packaged;

import java.io.IOException;
import java.nio.file.Path;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One login in each container, in each of the ways to have the filter. */
@Timeout(120)
class ContainersTest {
  @TempDir private static Path applications;
  private static TestProvider provider;

  @TempDir private Path work;

  @BeforeAll
  static void prepare() throws IOException {
    Applications.write(Applications.PLAIN, applications);
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "tomcat-10.1, tomcat",
    "tomcat-11, tomcat",
    "jetty-ee10, jetty",
    "jetty-ee11, jetty",
    "undertow, undertow"
  })
  void container_withEachRegistration_connectsAnAccount(String module, String source)
      throws Exception {
    try (Child child = new Container(module, source).start(applications, provider, work)) {
      for (Applications application : Applications.PLAIN) {
        child.assertAccountIsConnected(application.contextPath());
      }
      child.assertStops();
    }
  }
}
