package org.grantlet.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.BootApp;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without the chain for the filter's paths, or without Spring Security. */
class SecurityTurnedOffTest {
  private final TestProvider provider = TestProvider.start();
  private final TestBrowser browser = new TestBrowser();

  @AfterEach
  void stop() {
    provider.close();
  }

  private BootApp.Starter app() {
    return BootApp.of(SecuredApp.class, provider).without(BootApp.DATABASE).without(BootApp.REDIS);
  }

  /** What an application would get that Spring Security protects, and why there is a chain. */
  @Test
  void turnedOff_springSecurityStopsApiAndConfirmation() {
    try (BootApp app = app().with("grantlet.security.enabled", "false").start()) {
      assertThat(app.has("grantletSecurityFilterChain")).isFalse();
      assertThat(app.startLog()).contains("Spring Security is here");
      TestBrowser program =
          new TestBrowser().header("Authorization", "Basic YXBwOnNlY3JldC1vZi10aGUtYXBw");
      HttpResponse<String> api = program.get(URI.create(app.url("/connect/grants")));
      assertThat(api.statusCode()).isEqualTo(401);
      assertThat(api.body()).doesNotContain("success");

      browser.submit(browser.open(app.url("/login")), Map.of("username", "ada", "password", "ada"));
      String url =
          app.bean(HostedAuth.class).request("acme").redirectUri("/connected").create().url();
      assertThat(browser.submit(browser.open(url), Map.of()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void withoutSpringSecurity_thereIsNoChain_andAllWorks() {
    try (BootApp app = app().without(BootApp.SECURITY).start()) {
      assertThat(app.has("grantletSecurityFilterChain")).isFalse();
      browser.header("Authorization", "Basic YXBwOnNlY3JldC1vZi10aGUtYXBw");
      assertThat(browser.open(app.url("/connect/grants")).body()).contains("\"success\":true");
      assertThat(browser.open(app.url("/connectx")).body()).isEqualTo("own page");
    }
  }

  /** The filter is not there, so nobody but Spring Security protects these paths. */
  @Test
  void serverOfTheActuator_staysProtected_atThePathsOfTheFilterToo() {
    int port = Ports.free();
    try (BootApp app =
        app()
            .without(BootApp.MANAGEMENT_ON_JETTY)
            .with("management.server.port", port)
            .with("management.endpoints.web.base-path", "/connect")
            .with("management.endpoints.web.exposure.include", "env")
            .start()) {
      String env = "http://localhost:" + port + "/connect/env";
      assertThat(browser.get(URI.create(env)).statusCode()).isEqualTo(401);
      TestBrowser ada = new TestBrowser().header("Authorization", "Basic YWRhOmFkYQ==");
      assertThat(ada.get(URI.create(env)).body()).contains("propertySources");
      assertThat(browser.get(URI.create(app.url("/connect/env"))).body())
          .contains("\"success\":false");
    }
  }
}
