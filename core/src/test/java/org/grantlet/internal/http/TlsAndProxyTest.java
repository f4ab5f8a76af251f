package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.grantlet.Secret;
import org.grantlet.internal.text.Reason;
import org.grantlet.testing.ProxyServer;
import org.grantlet.testing.RawServer;
import org.grantlet.testing.TlsKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Own authorities and certificates, and proxies, with TLS on the wire. */
@Timeout(180)
class TlsAndProxyTest {
  private static final String HOST = "provider.test";
  private static final EndpointPolicy STRICT = new EndpointPolicy(false, false);
  private static final EndpointPolicy LOOPBACK = new EndpointPolicy(true, false);

  @TempDir private static Path folder;
  private static TlsKeys serverKeys;
  private static TlsKeys clientKeys;

  private RawServer server;
  private ProxyServer proxy;
  private HttpSettings options = new HttpSettings().names(TlsAndProxyTest::loopback);

  @BeforeAll
  static void makeKeys() {
    serverKeys = TlsKeys.make(folder, HOST);
    clientKeys = TlsKeys.make(folder, "client.test");
  }

  @AfterEach
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    server.close();
  }

  private static InetAddress[] loopback(String name) throws UnknownHostException {
    return InetAddress.getAllByName("127.0.0.1");
  }

  private void serve(TlsKeys client) {
    server =
        RawServer.start(
            serverKeys.listen(client),
            (socket, request, number, nth) -> {
              RawServer.reply(socket, "{\"ok\":1}");
              return true;
            });
  }

  private String call(EndpointPolicy policy, String host) {
    try (HttpTransport transport = new HttpTransport(policy, options, Duration.ofSeconds(20))) {
      URI uri = URI.create("https://" + host + ":" + server.port() + "/token");
      HttpResponse reply = transport.send(HttpRequest.get(uri));
      assertThat(transport.send(HttpRequest.get(uri)).status()).isEqualTo(200);
      return reply.text();
    } catch (IOException e) {
      return Reason.of(e);
    }
  }

  private String call() {
    return call(LOOPBACK, HOST);
  }

  @Test
  void certificateOfNobody_isNotBelieved() {
    serve(null);
    assertThat(call()).contains("unable to find valid certification path").doesNotContain("null");
  }

  @Test
  void authorityOfTheTrustStore_isBelieved() {
    serve(null);
    options.trustStore(serverKeys.certificate(), null);
    assertThat(options.problems()).isEmpty();
    assertThat(call()).isEqualTo("{\"ok\":1}");
    assertThat(call(LOOPBACK, "127.0.0.1")).isEqualTo("{\"ok\":1}");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void certificateOfAnotherName_isNotBelieved() {
    serve(null);
    options.trustStore(serverKeys.certificate(), null);
    assertThat(call(LOOPBACK, "other.test")).contains("No subject alternative DNS name matching");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void authoritiesOfTheJvm_areBelievedBesides() throws GeneralSecurityException {
    serve(null);
    assertThat(KeyMaterial.trusted(KeyMaterial.authorities(serverKeys.certificate(), null)))
        .hasSizeGreaterThan(20);
  }

  @Test
  void clientCertificate_isShown_andKeepsTheConnection() {
    serve(clientKeys);
    options.trustStore(serverKeys.certificate(), null);
    assertThat(call()).isNotEqualTo("{\"ok\":1}");
    options.clientCertificate(clientKeys.file().toString(), Secret.of(TlsKeys.PASSWORD));
    assertThat(options.problems()).isEmpty();
    int before = server.connections();
    assertThat(call()).isEqualTo("{\"ok\":1}");
    assertThat(server.connections()).isEqualTo(before + 1);
  }

  @Test
  void clientCertificate_isForProvidersAlone() {
    serve(clientKeys);
    options
        .trustStore(serverKeys.certificate(), null)
        .clientCertificate(clientKeys.file().toString(), Secret.of(TlsKeys.PASSWORD));
    assertThat(call()).isEqualTo("{\"ok\":1}");
    options = options.withoutClientCertificate();
    // The server's alert, or what the client writes before it comes: a pipe that is broken.
    assertThat(call()).as("of a receiver of webhooks").doesNotContain("{", "certification path");
    assertThat(server.requests()).as("those of the first call").hasSize(2);
  }

  @Test
  void clientCertificate_mayBePem() {
    serve(clientKeys);
    options
        .trustStore(serverKeys.certificate(), null)
        .clientCertificate(
            TlsKeys.pem("PRIVATE KEY", clientKeys.pkcs8()) + clientKeys.certificate(), null);
    assertThat(options.problems()).isEmpty();
    assertThat(call()).isEqualTo("{\"ok\":1}");
  }

  @Test
  void proxy_withAPassword_looksTheNameUp() {
    serve(null);
    proxy = ProxyServer.start("a user:p@ss:w+rd", server.port());
    options
        .names(
            name -> {
              assertThat(name).isEqualTo("127.0.0.1"); // the proxy's, never the provider's
              return loopback(name);
            })
        .trustStore(serverKeys.certificate(), null)
        .proxy(Secret.of("http://a%20user:p%40ss:w+rd@127.0.0.1:" + proxy.port()));
    assertThat(options.problems()).isEmpty();
    assertThat(call(STRICT, HOST)).isEqualTo("{\"ok\":1}");
    assertThat(proxy.requests())
        .hasSize(2) // the first is answered by 407
        .allSatisfy(
            request ->
                assertThat(request)
                    .startsWith("CONNECT provider.test:" + server.port() + " HTTP/1.1\r\n")
                    .contains("User-Agent: Grantlet/"));
    assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Proxy-"));
  }

  @Test
  void proxy_withAnotherPassword_isSaid() {
    serve(null);
    proxy = ProxyServer.start("user:right", server.port());
    options
        .trustStore(serverKeys.certificate(), null)
        .proxy(Secret.of("http://user:wrong@127.0.0.1:" + proxy.port()));
    assertThat(call(STRICT, HOST)).isEqualTo("the proxy answered HTTP status 407");
    assertThat(server.requests()).isEmpty();
  }

  /** What a proxy says is not what the provider says. */
  @Test
  void proxyThatRefuses_isNotTakenForTheProvider() {
    server =
        RawServer.start(
            (socket, request, number, nth) -> {
              RawServer.write(
                  socket,
                  "HTTP/1.1 400 No\r\nContent-Length: 25\r\n\r\n{\"error\":\"invalid_grant\"}");
              return true;
            });
    options.proxy(Secret.of("http://127.0.0.1:" + server.port()));
    assertThat(call(STRICT, HOST)).isEqualTo("the proxy answered HTTP status 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "provider.test",
        "PROVIDER.test",
        "test",
        ".test",
        "*.test",
        "a.example, test",
        "*"
      })
  void proxyException_isCalledWithoutIt(String exceptions) {
    serve(null);
    proxy = ProxyServer.start(null, server.port());
    options
        .trustStore(serverKeys.certificate(), null)
        .proxy(Secret.of("http://127.0.0.1:" + proxy.port()))
        .proxyExceptions(List.of(exceptions.split(",", -1)));
    assertThat(call()).isEqualTo("{\"ok\":1}");
    assertThat(proxy.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.test", "est", "rovider.test", "a.provider.test", ".invalid"})
  void whatIsNoException_isCalledThroughIt(String exceptions) {
    serve(null);
    proxy = ProxyServer.start(null, server.port());
    options
        .trustStore(serverKeys.certificate(), null)
        .proxy(Secret.of("http://127.0.0.1:" + proxy.port()))
        .proxyExceptions(List.of(exceptions));
    assertThat(call(STRICT, HOST)).isEqualTo("{\"ok\":1}");
    assertThat(proxy.requests()).hasSize(1);
  }

  @Test
  void innerAddress_isNotNamedToAProxy() {
    serve(null);
    proxy = ProxyServer.start(null, server.port());
    options.proxy(Secret.of("http://127.0.0.1:" + proxy.port()));
    assertThat(call(STRICT, "10.0.0.1")).contains("leads to a private address");
    assertThat(call(STRICT, "2130706433")).contains("is no name and no address");
    assertThat(call(STRICT, "localhost")).contains("leads to a private address");
    assertThat(proxy.requests()).isEmpty();
  }

  @Test
  void environment_holdsWhereNothingIsConfigured() {
    serve(null);
    proxy = ProxyServer.start(null, server.port());
    Map<String, String> variables =
        Map.of("https_proxy", "127.0.0.1:" + proxy.port(), "NO_PROXY", "none.test");
    options.trustStore(serverKeys.certificate(), null).environment(variables::get);
    assertThat(call(STRICT, HOST)).isEqualTo("{\"ok\":1}");
    assertThat(proxy.requests()).hasSize(1);

    options.environment(
        Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(), "no_proxy", "x, .test")::get);
    assertThat(call()).isEqualTo("{\"ok\":1}");
    assertThat(proxy.requests()).hasSize(1);

    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.nonProxyHosts", "*.test");
    System.setProperty("http.nonProxyHosts", "*.test");
    try {
      options.environment(variables::get);
      assertThat(call()).isEqualTo("{\"ok\":1}");
      assertThat(proxy.requests()).hasSize(1);
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.nonProxyHosts");
      System.clearProperty("http.nonProxyHosts");
    }
  }

  @Test
  void proxyOfTheJvm_holdsOtherwise() {
    serve(null);
    proxy = ProxyServer.start(null, server.port());
    options.trustStore(serverKeys.certificate(), null);
    ProxySelector before = ProxySelector.getDefault();
    try {
      ProxySelector.setDefault(
          ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", proxy.port())));
      assertThat(call(STRICT, HOST)).isEqualTo("{\"ok\":1}");
      assertThat(proxy.requests()).hasSize(1);
      ProxySelector.setDefault(null);
      assertThat(call()).isEqualTo("{\"ok\":1}");
    } finally {
      ProxySelector.setDefault(before);
    }
  }
}
