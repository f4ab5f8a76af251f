package org.grantlet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class MainTest {
  private static final String REQUEST =
      "?response_type=code&client_id=app&scope=openid%20email&state=s"
          + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private TestProvider start(String... arguments) {
    return Main.start(new PrintStream(said, true, UTF_8), arguments);
  }

  @Test
  void start_saysWhatAnApplicationNeeds() {
    try (TestProvider provider = start()) {
      assertThat(said.toString(UTF_8))
          .contains("runs at " + provider.issuer())
          .contains("Who can log in: ada@example.org, grace@example.org")
          .contains("grantlet.integration.google.issuer=" + provider.issuer());
    }
  }

  @Test
  void login_asksWhoItIs() {
    try (TestProvider provider = start("--port", "0", "--user", "ed@example.org")) {
      TestBrowser browser = new TestBrowser();
      HttpResponse<String> page =
          browser.get(URI.create(provider.uri(Endpoint.AUTHORIZATION) + REQUEST));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("<code>app</code> asks for <code>openid email</code>")
          .contains("Continue as ed@example.org", "Deny the access");
      URI asked = URI.create(provider.uri(Endpoint.AUTHORIZATION) + REQUEST);
      assertThat(location(browser, asked + "&test_provider_choice=ed@example.org"))
          .contains("code=", "state=s");
      assertThat(location(browser, asked + "&test_provider_choice=deny"))
          .contains("error=access_denied", "state=s")
          .doesNotContain("code=");
    }
  }

  private static String location(TestBrowser browser, String address) {
    return browser.get(URI.create(address)).headers().firstValue("Location").orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "--port, x, '--port must be 0 to 65535, not ''x'''",
    "--port, 70000, '--port must be 0 to 65535, not ''70000'''",
    "--user, ada, '--user must be an email address, not ''ada'''",
    "--help, '', There is no option --help"
  })
  void start_withWhatIsWrong_saysWhatIsRight(String name, String value, String message) {
    assertThatThrownBy(() -> start(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
