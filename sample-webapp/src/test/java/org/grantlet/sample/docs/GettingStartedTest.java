package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.grantlet.docs.Snippets;
import org.grantlet.sample.SampleServer;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of the README from an empty folder to a grant. */
class GettingStartedTest {
  @TempDir private Path folder;

  @Test
  void application_getsAGrantFromTheSample() throws Exception {
    int port = Ports.free();
    String url = "http://localhost:" + port;
    try (SampleServer sample = SampleServer.start(0, true);
        FirstApplication first =
            FirstApplication.start(
                folder,
                port,
                url,
                keys -> keys.replace("http://127.0.0.1:8080/", demoProviderIn(sample)))) {
      assertThat(addAccount(first, "allow")).startsWith("Connected ada@example.org, grant ");
      assertThat(addAccount(first, "deny")).startsWith("Not connected: ACCESS_DENIED");
    }
  }

  private static String demoProviderIn(SampleServer sample) {
    return sample.url().replace("localhost", "127.0.0.1") + "/";
  }

  private static String addAccount(FirstApplication first, String decision) {
    TestBrowser browser = new TestBrowser();
    HttpResponse<String> persons = browser.open(first.addAccount());
    HttpResponse<String> consent = browser.submit(persons, Map.of("email", "ada@example.org"));
    return browser.submit(consent, Map.of("decision", decision)).body();
  }

  /** Versions are those with which the build tests; the Jetty plugin has versions of its own. */
  @Test
  void pom_hasTheVersionsOfTheBuild() throws Exception {
    String pom = Snippets.named("first-pom");
    BuildSnippets.assertXmlIsRight(pom);
    assertThat(BuildSnippets.versionIn(pom, "jakarta.servlet-api"))
        .isEqualTo(BuildSnippets.ofTheRoot("servlet-api.version"));
    assertThat(BuildSnippets.versionIn(pom, "slf4j-simple"))
        .isEqualTo(BuildSnippets.ofTheRoot("slf4j.version"));
    assertThat(BuildSnippets.ofTheRoot("maven.compiler.release")).isEqualTo("17");
    assertThat(pom).contains("<maven.compiler.source>17<", "<maven.compiler.target>17<");
  }
}
