package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.grantlet.ConfigurationException;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** What the screen says last when the application does not start. */
class FailureTest {
  private static FailureAnalysis analysis(WebApplicationContextRunner runner) {
    AtomicReference<Environment> environment = new AtomicReference<>();
    AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
    runner
        .withInitializer(context -> environment.set(context.getEnvironment()))
        .run(
            context ->
                analysis.set(
                    new ConfigurationFailureAnalyzer(environment.get())
                        .analyze(context.getStartupFailure())));
    return analysis.get();
  }

  @Test
  void faults_areListedTogether_eachWithItsPlace() {
    String yaml =
        """
        grantlet:
          base-urll: https://app.example.com
          provider-timeout: soon
          integration:
            google:
              client-id: id
              client-secret: ${GOOGLE_SECRET}
              scope: [openid]
              redirect-uris: [connected]
        """;
    FailureAnalysis analysis = analysis(Contexts.with(yaml));
    assertThat(analysis.getCause()).isInstanceOf(ConfigurationException.class);
    assertThat(analysis.getDescription())
        .startsWith("Grantlet does not start, 5 things are wrong with its configuration:\n\n")
        .contains(
            """
                - grantlet.base-urll is not a key of Grantlet; did you mean grantlet.base-url?
                  (Byte array resource [application.yml] - 2:14)
            """)
        .contains(
            """
                - grantlet.provider-timeout must be a number of seconds, not 'soon'
                  (Byte array resource [application.yml] - 3:21)
            """)
        .contains(
            """
                - grantlet.integration.google.client-secret holds ${GOOGLE_SECRET}, and there is no\
             property or environment variable GOOGLE_SECRET
                  (Byte array resource [application.yml] - 7:22)
            """)
        .contains("    - grantlet.base-url is missing: ")
        .contains("    - grantlet.integration.google.redirect-uris");
    assertThat(analysis.getAction()).startsWith("Correct what is listed above, in application.yml");
  }

  @Test
  void secrets_areNotShown() {
    String yaml = Contexts.SMALL + "  client-secret: s3cr3t-${env:MISSING}\n";
    assertThat(analysis(Contexts.with(yaml)).getDescription())
        .contains("grantlet.client-secret names the environment variable MISSING, which is not set")
        .doesNotContain("s3cr3t");
  }

  @Test
  void report_isLastOnTheScreen_ofARealStart() {
    AtomicReference<Logs> logs = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(Empty.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .properties("grantlet.base-url=app.example.com")
                    // Not earlier: Spring Boot sets its logging up anew.
                    .initializers(context -> logs.set(Logs.listen()))
                    .run())
        .hasRootCauseInstanceOf(ConfigurationException.class);
    try (Logs heard = logs.get()) {
      assertThat(heard.lines())
          .filteredOn(line -> line.contains("APPLICATION FAILED TO START"))
          .singleElement(STRING)
          .contains("Description:", "such as https://app.example.com")
          .containsPattern("all keys, and an IDE completes them\\.\\s*\\z");
    }
  }

  /** An application without anything of its own. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(GrantletAutoConfiguration.class)
  static class Empty {}

  @Test
  void reactiveApplication_isRefused() {
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(GrantletReactiveAutoConfiguration.class))
        .run(
            context -> {
              FailureAnalysis analysis =
                  new NoServletsFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .isEqualTo(
                      "WebFlux without servlets: Grantlet is a servlet filter, and this application"
                          + " is reactive, so that no request would ever reach it.");
              assertThat(analysis.getAction()).contains("spring-boot-starter-web instead of");
            });
  }

  /** Spring Boot finds both by their names. */
  @Test
  void analyzers_areRegistered() {
    List<String> found =
        SpringFactoriesLoader.forResourceLocation(
                "META-INF/spring.factories", getClass().getClassLoader())
            .load(
                FailureAnalyzer.class,
                ArgumentResolver.of(Environment.class, new StandardEnvironment()),
                (type, name, failure) -> {})
            .stream()
            .map(each -> each.getClass().getSimpleName())
            .toList();
    assertThat(found).contains("ConfigurationFailureAnalyzer", "NoServletsFailureAnalyzer");
  }
}
