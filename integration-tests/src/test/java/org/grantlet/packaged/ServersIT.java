package org.grantlet.packaged;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ContainersTest} does, on servers that start slowly: {@code -Pcontainers}. */
@Timeout(300)
class ServersIT {
  private static TestProvider provider;

  @TempDir private Path work;

  @BeforeAll
  static void startProvider() {
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"glassfish", "payara"})
  void server_withEachRegistration_connectsAnAccount(String name) throws Exception {
    List<Applications> all = List.of(Applications.values());
    Path applications = Applications.write(all, work.resolve("applications"));
    Container container = new Container(name, name);
    try (Child child = container.start(applications, provider, work)) {
      for (Applications application : all) {
        child.assertAccountIsConnected(application.contextPath());
      }
      child.assertStops();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"quarkus", "quarkus-cdi"})
  void quarkus_withTheFilterThatRegistersItself_connectsAnAccount(String name) throws Exception {
    URI origin = Child.freeOrigin();
    List<String> arguments =
        List.of(
            "-Dgrantlet.base-url=" + origin,
            "-Dquarkus.http.host=" + origin.getHost(),
            "-Dquarkus.http.port=" + origin.getPort(),
            "-jar",
            Path.of("containers", name, "target", "quarkus-app", "quarkus-run.jar").toString());
    try (Child child =
        Child.start(origin, provider, work.resolve("log"), "Listening on", arguments)) {
      child.assertAccountIsConnected("");
    }
  }

  @ParameterizedTest(name = "services united: {0}")
  @ValueSource(booleans = {true, false})
  void shadedJar_connectsAnAccountInPostgresql(boolean unitesServices) throws Exception {
    List<Path> classPath = Standalone.classPath(work.resolve("classes"));
    Path jar = ShadedJar.write(work.resolve("shaded.jar"), classPath, unitesServices);
    try (EmbeddedPostgres database =
        EmbeddedPostgres.builder().setPGStartupWait(Patience.LIMIT).start()) {
      String store = database.getJdbcUrl("postgres", "postgres");
      try (Child child = Standalone.start(provider, work.resolve("log"), store, jar)) {
        child.assertAccountIsConnected("");
        child.assertStops();
      }
    }
  }
}
