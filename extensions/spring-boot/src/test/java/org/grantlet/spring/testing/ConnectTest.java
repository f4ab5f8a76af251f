package org.grantlet.spring.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.grantlet.test.Answer.deny;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;
import org.grantlet.spring.BootApp;
import org.grantlet.test.FakeProvider;
import org.grantlet.test.TestGrants;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Timeout(120)
class ConnectTest {
  @RegisterExtension
  static final FakeProvider GOOGLE = FakeProvider.as("google").user("ada@example.org");

  private static final TestProvider PROVIDER = TestProvider.start(); // of another integration

  private static BootApp application;

  @SpringBootApplication
  @RestController
  static class Application {
    private final HostedAuth hostedAuth;

    Application(HostedAuth hostedAuth) {
      this.hostedAuth = hostedAuth;
    }

    @GetMapping("/connect-google")
    void connect(HttpServletRequest request, HttpServletResponse response) throws IOException {
      hostedAuth.request("google").redirectUri("/connected").begin(request, response);
    }

    @GetMapping("/connected")
    String connected(HostedAuthResult result) {
      return result.isSuccess() ? "Connected: " + result.email() : "Failed: " + result.error();
    }
  }

  @BeforeAll
  static void start() {
    application =
        BootApp.of(Application.class, PROVIDER)
            .without(BootApp.SECURITY)
            .without(BootApp.DATABASE)
            .without(BootApp.REDIS)
            .with("grantlet.integration.google.client-id", "client-of-production")
            .with("grantlet.integration.google.client-secret", "secret-of-production")
            .with("grantlet.integration.google.scope", "openid email")
            .with("grantlet.integration.google.redirect-uris", "/connected")
            .start();
  }

  @AfterAll
  static void stop() {
    application.close();
    PROVIDER.close();
  }

  @Test
  void login_connectsTheUserOfTheFake() {
    assertThat(GOOGLE.browser().get("/connect-google").text())
        .isEqualTo("Connected: ada@example.org");
  }

  @Test
  void login_thatIsDenied_isToldSo() {
    GOOGLE.next(deny());
    assertThat(GOOGLE.browser().get("/connect-google").text()).isEqualTo("Failed: ACCESS_DENIED");
  }

  @Test
  void grant_withoutALogin_isInTheApplication() {
    Grant grant = TestGrants.valid("google").accessToken("token-1").create();
    assertThat(application.bean(HostedAuth.class).accessToken(grant.id()).value())
        .isEqualTo("token-1");
  }
}
