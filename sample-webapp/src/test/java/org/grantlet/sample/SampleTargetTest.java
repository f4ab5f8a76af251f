package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.grantlet.ConfigurationException;
import org.grantlet.docs.Snippets;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample as a process of its own, as testers start it. */
@Timeout(120)
class SampleTargetTest {
  @TempDir private static Path common;
  private static SampleProcess started;
  private static String url;

  @TempDir private Path folder;
  private SampleProcess sample;

  /** One that is as it comes, for all tests that change nothing of it. */
  @BeforeAll
  static void startAsItComes() throws IOException {
    started = SampleProcess.start(common, Map.of(), "--port", "0");
    url = started.url();
  }

  @AfterAll
  static void stopIt() {
    started.close();
  }

  @AfterEach
  void stop() {
    if (sample != null) {
      sample.close();
    }
  }

  private void start(Map<String, String> properties, String... arguments) throws IOException {
    sample = SampleProcess.start(folder, properties, arguments);
  }

  @Test
  void start_servesItsContract() throws Exception {
    TestBrowser browser = new TestBrowser();
    assertThat(browser.get(URI.create(url + "/plain")).statusCode()).isEqualTo(200);
    assertThat(browser.get(URI.create(url + "/events")).body()).isEqualTo("[]");
    assertThat(browser.get(URI.create(url + "/nowhere")).statusCode()).isEqualTo(404);
    HttpResponse<String> visit =
        new TestBrowser().header("Accept", "application/json").get(URI.create(url + "/connected"));
    assertThat(visit.body())
        .isEqualTo(
            "{\"success\":false,\"grant_id\":null,\"provider\":null,\"email\":null,\"state\":null,"
                + "\"error\":null,\"replayed\":false}");
    assertThat(browser.post(URI.create(url + "/sign-in"), Map.of("user", "eve")).statusCode())
        .isEqualTo(400);
    HttpResponse<String> signedIn =
        browser.post(URI.create(url + "/sign-in"), Map.of("user", "ada"));
    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("SameSite=Strict")
        .contains("HttpOnly");
    assertThat(SampleTarget.loginUrlOf(url, "ada")).startsWith(url + "/connect/login?id=");
  }

  @Test
  void referenceOfAnErrorPage_isInTheLogWithTheReason() throws Exception {
    HttpResponse<String> page =
        new TestBrowser().get(URI.create(url + "/connect/login?id=unknown"));
    String reference = page.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(page.body()).contains("<code>" + reference + "</code>");
    assertThat(started.log().lines().filter(line -> line.contains(reference)))
        .singleElement()
        .asString()
        .contains("[" + reference + "]")
        .contains("grant.login_id_invalid");
  }

  @Test
  void withoutDemoProvider_hasNoIntegration() throws Exception {
    start(Map.of(), "--port", "0", "--no-demo-provider");
    String empty = sample.url();
    TestBrowser browser = new TestBrowser();
    browser.post(URI.create(empty + "/sign-in"), Map.of("user", "grace"));
    assertThat(browser.get(URI.create(empty + "/")).body()).contains("There is no integration yet");
    assertThat(browser.get(URI.create(empty + "/demo-provider/authorize")).statusCode())
        .isEqualTo(404);
  }

  /** A sample in this process, for what the process itself does not matter to. */
  private static SampleServer startHere(Map<String, String> properties) throws IOException {
    properties.forEach(System::setProperty);
    try {
      return SampleServer.start(0, true);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void systemProperties_goBeforeTheSamplesOwn() throws Exception {
    try (SampleServer own = startHere(Map.of("grantlet.path", "/auth", "grantlet.api", "off"))) {
      assertThat(SampleTarget.loginUrlOf(own.url(), "ada"))
          .startsWith(own.url() + "/auth/login?id=");
    }
  }

  @Test
  void wrongConfiguration_endsWithStatus1AndAllOfIt() throws Exception {
    start(
        Map.of(
            "grantlet.base-url", "http://app.example.com",
            "grantlet.provider-timeout", "never",
            "grantlet.integration.demo.expires-in", "1"),
        "--port",
        "0");
    assertThat(sample.status()).isEqualTo(1);
    assertThat(sample.log())
        .contains("grantlet.base-url must be https")
        .contains("grantlet.provider-timeout must be a number of seconds, not 'never'")
        .contains("grantlet.integration.demo.expires-in must be between 60 and")
        .doesNotContain("\tat ");
  }

  /** Nothing of the sample reads a value before the filter has checked it. */
  @Test
  void baseUrlThatIsNoUrl_isSaidWithAllElse() {
    Map<String, String> wrong =
        Map.of(
            "grantlet.base-url", "app example.com:[",
            "grantlet.path", "connect here",
            "grantlet.provider-timeout", "never");
    assertThatThrownBy(() -> startHere(wrong))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("grantlet.base-url ")
        .hasMessageContaining("'app example.com:['")
        .hasMessageContaining("grantlet.path ")
        .hasMessageContaining("grantlet.provider-timeout must be a number of seconds, not 'never'");
  }

  @Test
  void portInUse_isSaidInOneLine() throws Exception {
    try (SampleServer first = SampleServer.start(0, false)) {
      start(Map.of(), "--port", String.valueOf(URI.create(first.url()).getPort()));
      assertThat(sample.status()).isEqualTo(1);
      assertThat(sample.log().strip().lines().toList())
          .singleElement()
          .asString()
          .contains("is in use");
    }
  }

  @Test
  void unknownArgument_endsWithStatus2AndTheUsage() throws Exception {
    start(Map.of(), "--prot", "0");
    assertThat(sample.status()).isEqualTo(2);
    assertThat(sample.log()).contains("Unknown argument --prot").contains("Usage:");
  }

  @Test
  void curlOfTheReadme_works() throws Exception {
    String script = Snippets.named("curl").replace(":8080", ":" + URI.create(url).getPort());
    Process shell = new ProcessBuilder("sh", "-ec", script).start();
    try (InputStream out = shell.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).isZero();
      assertThat(said).contains("\"provider\":\"demo2\"").contains("/connect/login?id=");
      assertThat(said).doesNotContain("\"success\":false");
    }
  }
}
