package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.IntegrationSpec;
import org.grantlet.docs.Snippets;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test that docs/testing.md shows, of the README's servlet. */
class TestingPageTest {
  @TempDir private Path folder;

  @Test
  void testOfThePage_isGreen() throws Exception {
    JavaSnippets.compile(
        folder, "FirstServlet", Snippets.named("first-servlet").replace("demo", "test"));
    try (TestProvider provider = TestProvider.start()) {
      String issuer = provider.issuer();
      String clientId = provider.clientId();
      String clientSecret = provider.clientSecret();
      // snippet: test-application
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      server.addConnector(connector);
      connector.open(); // a random port, which the base URL needs
      String application = "http://localhost:" + connector.getLocalPort();

      Filter hostedAuth =
          HostedAuthFilter.builder()
              .baseUrl(application)
              .api(false)
              .grantlet(options -> options.insecureLoopback(true).customProviders(true))
              .integration(
                  "test",
                  IntegrationSpec.builder()
                      .issuer(issuer)
                      .clientId(clientId)
                      .clientSecret(clientSecret)
                      .scope("openid", "email")
                      .redirectUris("/connected")
                      .build())
              .build();
      // end of snippet
      ServletContextHandler context =
          new ServletContextHandler("/", ServletContextHandler.SESSIONS);
      FilterHolder filter = new FilterHolder(hostedAuth);
      filter.setAsyncSupported(true);
      context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
      ServletHolder servlet = new ServletHolder(FirstApplication.servletIn(folder));
      context.addServlet(servlet, "/add-account");
      context.addServlet(servlet, "/connected");
      server.setHandler(context);
      server.start();
      try {
        assertLogsIn(application, HostedAuth.from(context.getServletContext()));
      } finally {
        server.stop();
      }
    }
  }

  private static void assertLogsIn(String application, HostedAuth auth) throws Exception {
    // snippet: test-login
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.ALWAYS)
            .build();
    HttpResponse<String> page =
        browser.send(
            HttpRequest.newBuilder(URI.create(application + "/add-account")).build(),
            BodyHandlers.ofString());

    assertThat(page.uri().getPath()).isEqualTo("/connected");
    Grant grant = auth.grants().list(GrantQuery.builder().provider("test").build()).get(0);
    assertThat(page.body()).contains(grant.id());
    assertThat(auth.accessToken(grant.id()).value()).isNotEmpty();
    // end of snippet
  }
}
