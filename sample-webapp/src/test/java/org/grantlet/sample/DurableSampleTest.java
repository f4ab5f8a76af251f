package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.docs.Snippets;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample on an H2 file, as the documentation starts it. */
@Timeout(120)
class DurableSampleTest {
  @TempDir private Path folder;

  private SampleProcess start(int port) throws IOException {
    return SampleProcess.start(
        folder,
        Map.of("grantlet.store", storeOfTheDocumentation()),
        "--port",
        String.valueOf(port));
  }

  private static String storeOfTheDocumentation() {
    Matcher command =
        Pattern.compile("java -Dgrantlet\\.store=(\\S+) -jar sample-webapp")
            .matcher(Snippets.read(Snippets.root().resolve("docs/database.md")));
    assertThat(command.find()).isTrue();
    return command.group(1);
  }

  private static HttpResponse<String> signIn(TestBrowser browser, String url) {
    return browser.submit(URI.create(url + "/sign-in"), Map.of("user", "ada"));
  }

  private static HttpResponse<String> connect(TestBrowser browser, String url) {
    HttpResponse<String> login =
        browser.submit(URI.create(url + "/accounts/connect"), Map.of("provider", "demo"));
    HttpResponse<String> consent = browser.submit(login, Map.of("email", "ada@example.org"));
    return browser.submit(consent, Map.of("decision", "allow"));
  }

  @Test
  void accountsAndTheirTokens_outliveTheProcess() throws Exception {
    int port = Ports.free();
    try (SampleProcess first = start(port)) {
      String url = first.url();
      TestBrowser browser = new TestBrowser();
      signIn(browser, url);
      assertThat(connect(browser, url).body()).contains("ada@example.org");
      assertThat(PosixFilePermissions.toString(permissions("grantlet.key"))).isEqualTo("rw-------");
      assertThat(first.log()).contains("made a new encryption key");
      first.kill();
    }
    try (SampleProcess second = start(port)) {
      String url = second.url();
      TestBrowser browser = new TestBrowser();
      HttpResponse<String> accounts = signIn(browser, url);
      assertThat(accounts.body()).contains("ada@example.org");
      String calendar =
          accounts.body().replaceAll("(?s).*href=\"(/accounts/[^\"]*/calendar)\".*", "$1");
      assertThat(browser.open(url + calendar).body())
          .as("asked with the access token of the first process")
          .contains("Tea with Charles Babbage");
    }
  }

  private Set<PosixFilePermission> permissions(String name) throws IOException {
    return Files.getPosixFilePermissions(folder.resolve("data").resolve(name));
  }
}
