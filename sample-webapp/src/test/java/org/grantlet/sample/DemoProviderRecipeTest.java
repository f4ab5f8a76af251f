package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthResult;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An application of somebody's own, on another port, uses the demo provider inside the sample with
 * the configuration that the provider's first page shows.
 */
class DemoProviderRecipeTest {
  private static final Pattern CONFIGURATION = Pattern.compile("(?s)<pre[^>]*>(.*?)</pre>");
  private static SampleServer sample;
  private static URI provider;

  @BeforeAll
  static void start() throws IOException {
    sample = SampleServer.start(0, true);
    int port = URI.create(sample.url()).getPort();
    provider = URI.create("http://127.0.0.1:" + port + "/demo-provider");
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  private static String configuration() {
    Matcher shown = CONFIGURATION.matcher(new TestBrowser().open(provider).body());
    assertThat(shown.find()).isTrue();
    return shown.group(1);
  }

  @Test
  void applicationWithTheShownConfiguration_getsAGrant() throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(configuration()));
    try (OwnApplication own = new OwnApplication(properties)) {
      TestBrowser browser = new TestBrowser();
      HttpResponse<String> login = browser.open(own.url + "/start");
      assertThat(login.uri().getPort()).isEqualTo(provider.getPort());
      HttpResponse<String> consent = browser.submit(login, Map.of("email", "ada@example.org"));
      assertThat(consent.body()).contains("<strong>Your application</strong> asks for");
      HttpResponse<String> back = browser.submit(consent, Map.of("decision", "allow"));
      assertThat(back.uri().toString()).startsWith(own.url + "/connected?success=true");
      assertThat(back.body()).isEqualTo("connected ada@example.org with a token");
    }
  }

  @Test
  void redirectUri_ofAnotherMachineOrScheme_isRefused() {
    for (String elsewhere :
        new String[] {
          "http://app.example.com/connect/callback/demo",
          "https://localhost/connect/callback/demo",
          "http://localhost.example.com/",
          "http://user@localhost.example.com/"
        }) {
      HttpResponse<String> answer = authorize("my-app", elsewhere);
      assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
      assertThat(answer.body()).contains("The redirect URI " + elsewhere + " is not registered");
    }
    assertThat(authorize("my-app", "http://[::1]:8081/x").statusCode()).isEqualTo(200);
    assertThat(authorize("my-app", "http://127.0.0.1/x").statusCode()).isEqualTo(200);
  }

  @Test
  void redirectUri_ofTheSamplesOwnClient_isComparedExactly() {
    assertThat(authorize("acme-calendar", sample.url() + "/connect/callback/demo").statusCode())
        .isEqualTo(200);
    assertThat(authorize("acme-calendar", sample.url() + "/connect/callback/other").statusCode())
        .isEqualTo(400);
    assertThat(authorize("nobody", sample.url() + "/connect/callback/demo").body())
        .contains("The client id 'nobody' is not registered");
  }

  private static HttpResponse<String> authorize(String client, String redirectUri) {
    return new TestBrowser()
        .get(
            URI.create(
                provider
                    + "/authorize?response_type=code&scope=openid&code_challenge_method=S256"
                    + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id="
                    + client
                    + "&redirect_uri="
                    + redirectUri.replace("[", "%5B").replace("]", "%5D")));
  }

  /** The least that an application has: the filter, a button, and a page for the result. */
  private static final class OwnApplication extends HttpServlet implements AutoCloseable {
    private final transient Server server =
        new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final String url;

    OwnApplication(Properties properties) throws Exception {
      ServerConnector connector = (ServerConnector) server.getConnectors()[0];
      connector.open();
      url = "http://localhost:" + connector.getLocalPort();
      FilterHolder filter = new FilterHolder(HostedAuthFilter.class);
      properties.setProperty("grantlet.base-url", url);
      properties.stringPropertyNames().forEach(key -> set(filter, key, properties));
      filter.setAsyncSupported(true);
      ServletContextHandler context =
          new ServletContextHandler("/", ServletContextHandler.SESSIONS);
      context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
      context.addServlet(new ServletHolder(this), "/");
      server.setHandler(context);
      server.start();
    }

    private static void set(FilterHolder filter, String key, Properties properties) {
      filter.setInitParameter(key, properties.getProperty(key));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HostedAuth auth = HostedAuth.from(getServletContext());
      if (request.getServletPath().equals("/start")) {
        request.getSession(true);
        auth.request("demo").redirectUri("/connected").begin(request, response);
        return;
      }
      Grant grant = HostedAuthResult.from(request).grant().orElseThrow();
      boolean token = !auth.accessToken(grant.id()).value().isEmpty();
      response
          .getWriter()
          .write("connected " + grant.email() + (token ? " with a token" : " without"));
    }

    @Override
    public void close() {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
