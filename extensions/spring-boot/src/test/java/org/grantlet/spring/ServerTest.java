package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.GrantEvent;
import org.grantlet.GrantQuery;
import org.grantlet.Grants;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A login on a server whose port nobody knows before, as the tests of an application have it. */
class ServerTest {
  private static TestProvider provider;

  @BeforeAll
  static void start() {
    provider = TestProvider.start();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  /** The two methods of an application, and its listener. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    @Bean
    Accounts accounts(HostedAuth hostedAuth, Grants grants) {
      return new Accounts(hostedAuth, grants);
    }
  }

  /** A controller; it has the beans before any server or filter starts. */
  @RestController
  static class Accounts {
    final List<GrantEvent> events = new CopyOnWriteArrayList<>();
    private final HostedAuth hostedAuth;
    private final Grants grants;

    Accounts(HostedAuth hostedAuth, Grants grants) {
      this.hostedAuth = hostedAuth;
      this.grants = grants;
    }

    @PostMapping("/connect-acme")
    void connect(HttpServletRequest request, HttpServletResponse response) {
      hostedAuth.request("acme").redirectUri("/connected").begin(request, response);
    }

    @GetMapping("/connected")
    String connected(HostedAuthResult result) {
      return result.grant().map(grant -> "grant " + grants.get(grant.id()).id()).orElse("nothing");
    }

    @EventListener
    void on(GrantEvent event) {
      events.add(event);
    }
  }

  private static BootApp.Starter application() {
    return BootApp.of(Application.class, provider)
        .without(BootApp.SECURITY)
        .without(BootApp.DATABASE)
        .without(BootApp.REDIS)
        .onRandomPort()
        .with("spring.threads.virtual.enabled", "true")
        .with("server.forward-headers-strategy", "framework");
  }

  private static String login(BootApp app) {
    TestBrowser browser = new TestBrowser();
    HttpResponse<String> begun = browser.post(URI.create(app.url("/connect-acme")), Map.of());
    assertThat(begun.statusCode()).isEqualTo(303);
    return browser.follow(begun).body();
  }

  @Test
  void login_usesTheLocalPort_andTheControllersMethods() {
    try (BootApp app = application().start()) {
      assertThat(login(app)).startsWith("grant ");
      assertThat(app.bean(Accounts.class).events)
          .singleElement()
          .satisfies(event -> assertThat(event.type()).isEqualTo(GrantEvent.Type.CREATED));
      assertThat(app.startLog()).contains("Grantlet ", " serves " + app.url("/connect"));
      assertThat(new TestBrowser().open(app.url("/connected")).body()).isEqualTo("nothing");
    }
  }

  @Test
  void twoApplications_inOneProcess_areApart_andOneStartsAgain() {
    try (BootApp first = application().start()) {
      try (BootApp second = application().start()) {
        assertThat(login(second)).startsWith("grant ");
        assertThat(grants(second)).isOne();
        assertThat(grants(first)).isZero();
      }
      assertThat(login(first)).startsWith("grant ");
      try (BootApp again = application().start()) {
        assertThat(login(again)).startsWith("grant ");
        assertThat(grants(again)).isOne();
      }
    }
  }

  /** The proxy ends TLS at another address, and says so in its headers. */
  @ParameterizedTest
  @ValueSource(strings = {"framework", "native"})
  void login_throughAProxy_isAtTheProxysAddress_andItsGrantHasTheUsersIp(String strategy) {
    String proxy = "https://planner.example.com";
    BootApp.Starter behindProxy =
        application()
            .with("server.forward-headers-strategy", strategy)
            .with("grantlet.base-url", proxy)
            .with("grantlet.insecure-loopback", "true");
    try (BootApp app = behindProxy.start()) {
      TestBrowser browser =
          new TestBrowser()
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-Host", "planner.example.com")
              .header("X-Forwarded-Port", "443")
              .header("X-Forwarded-For", "203.0.113.9");
      HttpResponse<String> here = browser.post(URI.create(app.url("/connect-acme")), Map.of());
      List<String> visited = new ArrayList<>();
      while (here.statusCode() == 303 || here.statusCode() == 302) {
        String location = here.headers().firstValue("Location").orElseThrow();
        visited.add(location);
        here = browser.get(URI.create(location.replace(proxy, app.url(""))));
      }

      assertThat(here.body()).startsWith("grant ");
      assertThat(visited)
          .satisfiesExactly(
              login -> assertThat(login).startsWith(proxy + "/connect/login?"),
              authorize ->
                  assertThat(authorize)
                      .startsWith(provider.issuer())
                      .contains("redirect_uri=https%3A%2F%2Fplanner.example.com%2Fconnect%2F"),
              callback -> assertThat(callback).startsWith(proxy + "/connect/callback/acme?"),
              connected -> assertThat(connected).startsWith(proxy + "/connected?success=true"));
      assertThat(app.bean(Grants.class).list(GrantQuery.builder().build()))
          .singleElement()
          .satisfies(grant -> assertThat(grant.ip()).isEqualTo("203.0.113.9"));
    }
  }

  private static int grants(BootApp app) {
    return app.bean(Grants.class).list(GrantQuery.builder().build()).size();
  }
}
