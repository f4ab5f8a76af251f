package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.grantlet.Secret;
import org.grantlet.servlet.internal.registration.HostedAuthInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which the filter comes into an application, and where its keys may stand. */
class RegistrationTest {
  private static final String MINIMAL =
      """
      grantlet.base-url = https://file.example.com
      grantlet.client-id = from-the-file
      grantlet.client-secret = secret
      """;

  @TempDir private Path folder;
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final ServletContextHandler context = new ServletContextHandler("/");

  @BeforeEach
  void prepare() throws Exception {
    Files.createDirectories(folder.resolve("WEB-INF"));
    context.setBaseResource(ResourceFactory.of(context).newResource(folder));
    server.setHandler(context);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    System.clearProperty("grantlet.config");
    System.clearProperty("grantlet.client-id");
  }

  private void writeWebInf(String properties) throws Exception {
    Files.writeString(folder.resolve("WEB-INF/grantlet.properties"), properties);
  }

  private ServletContext start() throws Exception {
    context.addServletContainerInitializer(new HostedAuthInitializer());
    server.start();
    return context.getServletContext();
  }

  private FilterHolder declare(HostedAuthFilter filter, Map<String, String> initParameters) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setInitParameters(initParameters);
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    return holder;
  }

  /** The status of a call of the API with these credentials. */
  private int statusAs(String clientId) throws Exception {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    String basic =
        Base64.getEncoder().encodeToString((clientId + ":secret").getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/connect/grants"))
                .header("Authorization", "Basic " + basic)
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void jarAndFile_areEnough() throws Exception {
    writeWebInf(MINIMAL);
    ServletContext started = start();
    assertThat(started.getFilterRegistrations()).containsKey("grantlet-hosted-auth");
    assertThat(HostedAuth.from(started)).isNotNull();
    assertThat(statusAs("from-the-file")).isEqualTo(200);
  }

  @Test
  void jarAlone_doesNothing() throws Exception {
    assertThat(start().getFilterRegistrations()).doesNotContainKey("grantlet-hosted-auth");
    assertThat(statusAs("from-the-file")).isEqualTo(404);
  }

  @Test
  void declaredFilter_isNotRegisteredAgain() throws Exception {
    writeWebInf(MINIMAL);
    declare(new HostedAuthFilter(), Map.of());
    assertThat(start().getFilterRegistrations()).doesNotContainKey("grantlet-hosted-auth");
    assertThat(statusAs("from-the-file")).isEqualTo(200);
  }

  @Test
  void secondFilter_staysInert() throws Exception {
    writeWebInf(MINIMAL);
    declare(new HostedAuthFilter(), Map.of());
    declare(
        HostedAuthFilter.builder()
            .baseUrl("https://second.example.com")
            .clientCredentials("second", Secret.of("secret"))
            .build(),
        Map.of());
    start();
    assertThat(statusAs("from-the-file")).isEqualTo(200);
    assertThat(statusAs("second")).isEqualTo(401);
  }

  @Test
  void laterPlaces_win() throws Exception {
    writeWebInf(MINIMAL);
    Path other =
        Files.writeString(folder.resolve("other.properties"), "grantlet.client-id = other");
    System.setProperty("grantlet.config", other.toString());
    declare(new HostedAuthFilter(), Map.of());
    start();
    assertThat(statusAs("other")).isEqualTo(200);
  }

  @Test
  void initParameter_goesBeforeFiles_andSystemPropertyBeforeAll() throws Exception {
    writeWebInf(MINIMAL);
    declare(new HostedAuthFilter(), Map.of("grantlet.client-id", "from-init-param"));
    start();
    assertThat(statusAs("from-init-param")).isEqualTo(200);
    server.stop();

    System.setProperty("grantlet.client-id", "from-system");
    server.start();
    assertThat(statusAs("from-system")).isEqualTo(200);
  }

  /** Field report 8: saved by a Windows editor. */
  @Test
  void file_thatBeginsWithAByteOrderMark_isReadWithoutIt() throws Exception {
    writeWebInf("\uFEFF" + MINIMAL);
    Files.writeString(
        folder.resolve("WEB-INF/grantlet_pages_en.properties"), "\uFEFFcontinue = Go on");
    start();
    assertThat(statusAs("from-the-file")).isEqualTo(200);
  }

  @Test
  void mistake_isToldWithThePlacesThatWereRead() throws Exception {
    writeWebInf(MINIMAL + "grantlet.provider-timout = 5");
    declare(new HostedAuthFilter(), Map.of());
    assertThatThrownBy(this::start)
        .hasMessageContaining("did you mean grantlet.provider-timeout?")
        .hasMessageContaining("Read were: WEB-INF/grantlet.properties; init-params");
  }

  @Test
  void stoppedApplication_startsAgain() throws Exception {
    writeWebInf(MINIMAL);
    declare(new HostedAuthFilter(), Map.of());
    start();
    server.stop();
    server.start();
    assertThat(statusAs("from-the-file")).isEqualTo(200);
  }
}
