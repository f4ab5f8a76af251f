package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.grantlet.docs.Snippets;
import org.grantlet.sample.SampleServer;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application that the README builds in an empty folder. */
class GettingStartedTest {
  @TempDir private Path folder;

  @Test
  void application_getsAGrantFromTheSample() throws Exception {
    int port = Ports.free();
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try (SampleServer sample = SampleServer.start(0, true)) {
      server.setHandler(application(port, URI.create(sample.url()).getPort()));
      server.start();
      TestBrowser browser = new TestBrowser();
      HttpResponse<String> persons =
          browser.open(URI.create("http://localhost:" + port + "/add-account"));
      HttpResponse<String> consent = browser.submit(persons, Map.of("email", "ada@example.org"));
      HttpResponse<String> result = browser.submit(consent, Map.of("decision", "allow"));
      assertThat(result.body()).startsWith("Connected ada@example.org, grant ");
      HttpResponse<String> refused =
          browser.submit(
              browser.submit(
                  browser.open(URI.create("http://localhost:" + port + "/add-account")),
                  Map.of("email", "ada@example.org")),
              Map.of("decision", "deny"));
      assertThat(refused.body()).startsWith("Not connected: ACCESS_DENIED");
    } finally {
      server.stop();
    }
  }

  /** What a container makes of the README's files. */
  private ServletContextHandler application(int port, int sample) throws Exception {
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.writeString(
        folder.resolve("WEB-INF/grantlet.properties"),
        Snippets.named("first-properties")
            .replace("localhost:8081", "localhost:" + port)
            .replace("127.0.0.1:8080", "127.0.0.1:" + sample));
    Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes"));
    JavaSnippets.compile(classes, "FirstServlet", Snippets.named("first-servlet"));
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.setBaseResource(ResourceFactory.of(context).newResource(folder));
    ServiceLoader.load(ServletContainerInitializer.class)
        .forEach(context::addServletContainerInitializer);
    URL[] path = {classes.toUri().toURL()};
    Class<? extends HttpServlet> servlet =
        new URLClassLoader(path, getClass().getClassLoader())
            .loadClass("FirstServlet")
            .asSubclass(HttpServlet.class);
    for (String pattern : servlet.getAnnotation(WebServlet.class).value()) {
      context.addServlet(new ServletHolder(servlet), pattern);
    }
    return context;
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
