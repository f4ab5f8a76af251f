package org.grantlet.sample.docs.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** The filter behind Spring Security's, as docs/migrate-from-spring-security.md says. */
class SpringSecurityTest {
  private final ExampleApp app = new ExampleApp();
  private final AnnotationConfigWebApplicationContext spring =
      new AnnotationConfigWebApplicationContext();
  private final TestBrowser browser = new TestBrowser();

  SpringSecurityTest() throws IOException {}

  @BeforeEach
  void start() throws Exception {
    spring.register(SecurityConfiguration.class, Users.class);
    spring.setServletContext(app.context.getServletContext());
    spring.refresh();
    app.start(new DelegatingFilterProxy("springSecurityFilterChain", spring));
  }

  @AfterEach
  void stop() throws Exception {
    app.close();
    spring.close();
  }

  private void signIn(String user) {
    browser.submit(browser.open(app.url("/login")), Map.of("username", user, "password", user));
  }

  private static URI location(HttpResponse<String> response) {
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void userOfSpringSecurity_connectsAnAccount_whichIsTheUsers() {
    signIn("ada");
    HttpResponse<String> page = browser.open(app.url("/begin"));
    assertThat(page.statusCode()).isEqualTo(200);
    Grant grant = app.grants().get(0);
    assertThat(page.body()).isEqualTo("ada: " + grant.id());
    assertThat(grant.accountId()).isEqualTo("ada");
  }

  @Test
  void callbackOfAnotherUser_isRefused() {
    signIn("ada");
    URI callback = location(browser.get(location(browser.get(URI.create(app.url("/begin"))))));
    browser.submit(browser.open(app.url("/logout")), Map.of());
    signIn("grace");
    assertThat(browser.open(callback).statusCode()).isEqualTo(403);
    assertThat(app.grants()).isEmpty();
  }

  @Test
  void buttonOfTheConfirmationPage_isNotStoppedBySpringsTokenAgainstForgery() {
    String url = app.auth().request("acme").redirectUri("/connected").create().url();
    signIn("ada");
    assertThat(browser.submit(browser.open(url), Map.of()).body()).startsWith("ada: ");
  }

  @Test
  void api_isAnsweredByItsOwnCredentials() {
    assertThat(browser.open(app.url("/connect/grants")).statusCode()).isEqualTo(401);
    browser.header("Authorization", "Basic YXBwOnNlY3JldC1vZi10aGUtYXBw");
    assertThat(browser.open(app.url("/connect/grants")).body()).contains("\"success\":true");
  }

  /** The users of the application. */
  @Configuration
  static class Users {
    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("ada").password("{noop}ada").build(),
          User.withUsername("grace").password("{noop}grace").build());
    }
  }
}
