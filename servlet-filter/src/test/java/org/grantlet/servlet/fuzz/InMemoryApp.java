package org.grantlet.servlet.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.BugDetectors;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthResult;

/**
 * The filter in a real Jetty that is called in memory, for many calls a second. Its two providers
 * are at an address where nobody listens: {@code named} says its endpoints, {@code discovered} has
 * to be asked for them.
 */
final class InMemoryApp {
  private static final String NOBODY = "http://127.0.0.1:1/";
  private static final String AUTHORIZATION =
      "Authorization: Basic "
          + Base64.getEncoder().encodeToString("app:secret".getBytes(UTF_8))
          + "\r\n";

  private final LocalConnector connector;
  private final ServletContextHandler context;

  /** What the application's page saw last. */
  private volatile HostedAuthResult result;

  private volatile Map<String, List<String>> parameters;

  InMemoryApp() {
    Server server = new Server();
    connector = new LocalConnector(server);
    server.addConnector(connector);
    context = new ServletContextHandler("/");
    FilterHolder filter =
        new FilterHolder(
            HostedAuthFilter.builder()
                .baseUrl("https://app.example.com")
                .clientCredentials("app", Secret.of("secret"))
                .property("grantlet.insecure-loopback", "true")
                .property("grantlet.provider-timeout", "1")
                .property("grantlet.custom-providers", "true")
                .integration("named", spec("authorization_endpoint", "token_endpoint"))
                .integration("discovered", spec("issuer"))
                .build());
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new Page()), "/");
    server.setHandler(context);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static IntegrationSpec spec(String... endpoints) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .clientId("client")
            .clientSecret("secret")
            .redirectUris("/connected");
    for (String endpoint : endpoints) {
      spec.setting(endpoint, NOBODY);
    }
    return spec.build();
  }

  /** Where the filter connects to: nowhere else, or Jazzer says so. */
  static void onlyCallsNobody() {
    BugDetectors.allowNetworkConnections((host, port) -> port == 1);
  }

  HostedAuth hostedAuth() {
    return HostedAuth.from(context.getServletContext());
  }

  HostedAuthResult result() {
    return result;
  }

  Map<String, List<String>> parameters() {
    return parameters;
  }

  /** Opens a login URL of a provider as a click in the application does. */
  Answer begin(String provider) {
    String url = hostedAuth().request(provider).redirectUri("/connected").create().url();
    String path = url.substring("https://app.example.com".length());
    return call("GET " + path, "Sec-Fetch-Site: same-origin\r\n", new byte[0]);
  }

  /** Calls the API with its credentials. */
  Answer api(String line, byte[] body) {
    return call(line, AUTHORIZATION + "Content-Type: application/json\r\n", body);
  }

  /**
   * Calls.
   *
   * @param line method and target
   * @param headers each ends with a line break
   */
  Answer call(String line, String headers, byte[] body) {
    result = null;
    parameters = Map.of();
    byte[] head =
        (line
                + " HTTP/1.0\r\nHost: app.example.com\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer request = ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
    try {
      return Answer.read(connector.getResponse(request, 30, TimeUnit.SECONDS));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text as a target can hold it. */
  static String target(byte[] text, int from, int to) {
    StringBuilder target = new StringBuilder();
    for (int i = from; i < to; i++) {
      char c = (char) (text[i] & 0x7F);
      target.append(c <= ' ' || c == 0x7F ? '+' : c);
    }
    return target.toString();
  }

  /** A reply; HTTP/1.0 spares the chunks. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer read(ByteBuffer bytes) {
      String[] parts = UTF_8.decode(bytes).toString().split("\r\n\r\n", 2);
      String[] lines = parts[0].split("\r\n", -1);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (int i = 1; i < lines.length; i++) {
        String[] header = lines[i].split(": ?", 2);
        headers.put(header[0], header[1]);
      }
      return new Answer(
          Integer.parseInt(lines[0].split(" ", 3)[1]), headers, parts.length > 1 ? parts[1] : "");
    }

    String header(String name) {
      return headers.get(name);
    }
  }

  private final class Page extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      result = HostedAuthResult.from(request);
      Map<String, List<String>> seen = new HashMap<>();
      request.getParameterMap().forEach((name, values) -> seen.put(name, List.of(values)));
      parameters = seen;
      response.setHeader("X-Path", request.getServletPath());
    }
  }
}
