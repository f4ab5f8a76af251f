package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages call an application: as told, else by its display name, else by its host. */
class ApplicationNameTest {
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | none | app.example.com",
        "Acme Calendar | none | Acme Calendar",
        "Acme Calendar | Acme | Acme",
        "none | Acme | Acme",
        "' ' | none | app.example.com",
        "/acme | none | app.example.com",
        "application | none | app.example.com",
        "Archetype Created Web Application | none | app.example.com",
        "ROOT | none | app.example.com",
      })
  void name_isTheNearestThatIsForPeople(String displayName, String configured, String shown)
      throws Exception {
    ServletContextHandler context = new ServletContextHandler("/app");
    context.setDisplayName(displayName);
    HostedAuthFilterBuilder filter =
        HostedAuthFilter.builder().baseUrl("https://app.example.com/app").api(false);
    if (configured != null) {
      filter.applicationName(configured);
    }
    context.addFilter(new FilterHolder(filter.build()), "/*", EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(context);
    server.start();

    assertThat(new TestBrowser().get(URI.create(server.getURI() + "/connect/nothing")).body())
        .contains("\"api.not_found_error\"");
    assertThat(
            new TestBrowser()
                .header("Accept", "text/html")
                .get(URI.create(server.getURI() + "/connect/nothing"))
                .body())
        .contains("<p class=\"brand\">" + shown + "</p>")
        .contains(">Back to " + shown + "</a>");
  }
}
