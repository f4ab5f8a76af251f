package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.grantlet.docs.Snippets;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.grantlet.testing.TlsKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of docs/reverse-proxy.md in nginx, where it is installed. */
@Timeout(120)
class BehindNginxTest {
  @TempDir private Path folder;
  private final int port = Ports.free();
  private final int behind = Ports.free();
  private TlsKeys keys;
  private Process nginx;

  @BeforeEach
  void makeKeys() throws IOException {
    assumeTrue(installed().isPresent(), "nginx is not installed");
    keys = TlsKeys.make(folder, "localhost");
    Files.writeString(folder.resolve("app.pem"), keys.certificate());
    Files.writeString(folder.resolve("app.key"), TlsKeys.pem("PRIVATE KEY", keys.pkcs8()));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      assertThat(nginx.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Optional<Path> installed() {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).resolve("nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts nginx with a server block that has our ports and files. */
  private void start(String server) throws IOException {
    String here =
        server
            .replace("listen 443", "listen 127.0.0.1:" + port)
            .replace("server_name app.example.com", "server_name localhost")
            .replace("/etc/ssl/app.example.com", folder.resolve("app").toString())
            .replace("127.0.0.1:8080", "127.0.0.1:" + behind);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        worker_processes 1;
        error_log stderr;
        pid FOLDER/pid;
        events {}
        http {
          access_log off;
          client_body_temp_path FOLDER/body;
          proxy_temp_path FOLDER/proxy;
          fastcgi_temp_path FOLDER/fastcgi;
          uwsgi_temp_path FOLDER/uwsgi;
          scgi_temp_path FOLDER/scgi;
          SERVER
        }
        """
            .replace("FOLDER", folder.toString())
            .replace("SERVER", here));
    nginx =
        new ProcessBuilder(
                installed().orElseThrow().toString(),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Patience.await("nginx listens")
        .until(
            () -> {
              assertThat(nginx.isAlive()).as(Snippets.read(folder.resolve("log"))).isTrue();
              return isListening();
            });
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void assertAddsAnAccount(String baseUrl) throws Exception {
    try (TestProvider provider = TestProvider.start();
        FirstApplication first =
            FirstApplication.start(
                folder,
                behind,
                baseUrl,
                keys ->
                    keys.replace("http://127.0.0.1:8080/demo-provider", provider.issuer())
                        .replace("my-app-secret", provider.clientSecret())
                        .replace("my-app", provider.clientId()))) {
      TestBrowser browser = new TestBrowser(keys.trusted());
      HttpResponse<String> back = browser.open(first.addAccount());
      assertThat(back.uri().toString()).startsWith(baseUrl + "/connected?success=true");
      assertThat(back.body()).startsWith("Connected " + TestUser.ADA.email() + ", grant ");
      assertThat(back.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(browser.cookies(back.uri()).keySet()).anyMatch(name -> name.startsWith("__Host-"));
    }
  }

  @Test
  void login_throughTlsAndHttp2_makesAGrant() throws Exception {
    start(Snippets.named("nginx"));
    assertAddsAnAccount("https://localhost:" + port);
  }

  @Test
  void login_belowAPrefixThatTheProxyRemoves_makesAGrant() throws Exception {
    String server = Snippets.named("nginx");
    int location = server.indexOf("location /");
    start(server.substring(0, location) + Snippets.named("nginx-prefix") + "}");
    assertAddsAnAccount("https://localhost:" + port + "/calendar");
  }
}
