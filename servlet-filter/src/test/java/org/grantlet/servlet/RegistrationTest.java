package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.servlet.internal.registration.HostedAuthInitializer;
import org.grantlet.store.IntegrationStore;
import org.grantlet.store.Stores;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static HostedAuthFilter built(String clientId) {
    return HostedAuthFilter.builder()
        .baseUrl("https://built.example.com")
        .clientCredentials(clientId, Secret.of("secret"))
        .build();
  }

  /** Whichever the container starts first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void declaredFilter_goesBeforeABuiltOne(boolean builtFirst) throws Exception {
    writeWebInf(MINIMAL);
    if (builtFirst) {
      declare(built("built"), Map.of());
    }
    declare(new HostedAuthFilter(), Map.of());
    if (!builtFirst) {
      declare(built("built"), Map.of());
    }
    try (Logs logs = Logs.listen()) {
      start();
      assertThat(logs.text()).contains("stays inert: 'org.grantlet.servlet.HostedAuthFilter");
    }
    assertThat(statusAs("from-the-file")).isEqualTo(200);
    assertThat(statusAs("built")).isEqualTo(401);
  }

  @Test
  void builtFilter_goesBeforeTheOneThatTheJarRegistered() throws Exception {
    writeWebInf(MINIMAL);
    context.addServletContainerInitializer(new HostedAuthInitializer());
    context.addEventListener(
        new ServletContextListener() {
          @Override
          public void contextInitialized(ServletContextEvent event) {
            FilterRegistration.Dynamic later =
                event.getServletContext().addFilter("later", built("built"));
            later.setAsyncSupported(true);
            later.addMappingForUrlPatterns(null, true, "/*");
          }
        });
    try (Logs logs = Logs.listen()) {
      server.start();
      assertThat(logs.text())
          .contains("filter 'grantlet-hosted-auth' stays inert: 'later' goes first");
    }
    assertThat(statusAs("built")).isEqualTo(200);
    assertThat(statusAs("from-the-file")).isEqualTo(401);
  }

  @Test
  void secondOfTwoAlike_staysInert() throws Exception {
    declare(built("first"), Map.of());
    declare(built("second"), Map.of());
    try (Logs logs = Logs.listen()) {
      start();
      assertThat(logs.text()).contains("stays inert: another HostedAuthFilter has started");
    }
    assertThat(statusAs("first")).isEqualTo(200);
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
        .hasMessageContaining("grantlet.properties on the class path: not there (asked were the")
        .hasMessageContaining("WEB-INF/grantlet.properties: 4 keys")
        .hasMessageContaining("-Dgrantlet.config: not set")
        .hasMessageEndingWith("environment variables: none");
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

  @Test
  void storeThatFailsInTheMiddleOfTheStart_isClosed() {
    AtomicInteger open = new AtomicInteger(1);
    MemoryIntegrationStore memory = new MemoryIntegrationStore();
    IntegrationStore integrations =
        (IntegrationStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {IntegrationStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("list")) {
                    throw new GrantletException(ErrorCode.UNAVAILABLE, "The database is down");
                  } else if (method.getName().equals("close")) {
                    open.decrementAndGet();
                  }
                  return method.invoke(memory, arguments);
                });
    Stores stores =
        new Stores(
            integrations,
            new MemoryGrantStore(),
            new MemoryOneTimeStore(Clock.systemUTC(), 1_000_000));
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    declare(
        HostedAuthFilter.builder()
            .baseUrl("https://app.example.com")
            .api(false)
            .grantlet(core -> core.stores(stores).encryptionKey(Secret.of(key)))
            .build(),
        Map.of());
    assertThatThrownBy(this::start).hasStackTraceContaining("The database is down");
    assertThat(open).hasValue(0);
  }
}
