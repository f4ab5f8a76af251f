package org.grantlet.sample.docs.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.grantlet.Grant;
import org.grantlet.docs.Snippets;
import org.grantlet.sample.docs.migrate.ReconnectServlet.NylasGrant;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/migrate-from-nylas.md: refresh tokens become grants, and users connect again. */
class NylasImportTest {
  private final ExampleApp app = new ExampleApp();

  NylasImportTest() throws IOException {}

  @BeforeEach
  void start() throws Exception {
    app.context.addServlet(
        new ServletHolder(
            new ReconnectServlet(user -> new NylasGrant("nylas-1", "acme", TestUser.ADA.email()))),
        "/reconnect");
    app.start(new AdaFilter());
  }

  @AfterEach
  void stop() throws Exception {
    app.close();
  }

  /** Signs everybody in as Ada. */
  private static final class AdaFilter extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(
          new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
              return () -> "ada";
            }
          },
          response);
    }
  }

  @Test
  void script_makesAGrantOfEachRefreshToken(@TempDir Path folder) throws Exception {
    String ada = app.provider.issueRefreshToken("openid email");
    Files.writeString(
        folder.resolve("tokens.tsv"), "acme\tuser-1\t" + ada + "\nacme\tuser-2\tdead\n");
    String script =
        Snippets.named("nylas-import")
            .replace("https://app.example.com", app.url(""))
            .replace("my-app:secret", ExampleApp.CREDENTIALS);

    Process shell = new ProcessBuilder("sh", "-ec", script).directory(folder.toFile()).start();
    try (InputStream out = shell.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).isZero();
      assertThat(said).isEqualTo("200 user-1\n401 user-2\n");
    }
    assertThat(app.grants()).extracting(Grant::accountId).containsExactly("user-1");
    assertThat(app.grants().get(0).email()).isEqualTo(TestUser.ADA.email());
  }

  @Test
  void user_connectsTheSameAccountAgain() {
    TestBrowser browser = new TestBrowser();
    assertThat(browser.submit(URI.create(app.url("/reconnect")), Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(app.provider.requests(Endpoint.AUTHORIZATION).get(0).parameter("login_hint"))
        .isEqualTo(TestUser.ADA.email());
    assertThat(app.grants().get(0).metadata()).containsEntry("nylas_grant_id", "nylas-1");
  }
}
