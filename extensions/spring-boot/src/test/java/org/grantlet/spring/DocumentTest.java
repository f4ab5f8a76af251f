package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import org.grantlet.Integrations;
import org.grantlet.docs.Snippets;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The code of {@code docs/spring-boot.md}. */
class DocumentTest {
  @Test
  void applicationYml_starts() {
    Contexts.with(Snippets.named("application-yml"))
        .withPropertyValues(
            "GRANTLET_KEY=" + Base64.getEncoder().encodeToString(new byte[32]),
            "GOOGLE_ID=id",
            "GOOGLE_SECRET=secret")
        .withBean(Calendars.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(Calendars.class);
              assertThat(context.getBean(Integrations.class).get("google").scope()).hasSize(3);
            });
  }

  /** {@link ServerTest} runs the same methods. */
  @RestController
  static class Calendars {
    private final HostedAuth hostedAuth;

    Calendars(HostedAuth hostedAuth) {
      this.hostedAuth = hostedAuth;
    }

    // snippet: spring-controller
    @PostMapping("/connect-google")
    void connect(HttpServletRequest request, HttpServletResponse response) {
      hostedAuth.request("google").redirectUri("/connected").begin(request, response);
    }

    @GetMapping("/connected")
    String connected(HostedAuthResult result) {
      return result.isSuccess()
          ? "connected as " + result.email()
          : "not connected: " + result.error();
    }
    // end of snippet
  }
}
