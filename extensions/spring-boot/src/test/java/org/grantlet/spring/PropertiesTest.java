package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.grantlet.Integration;
import org.grantlet.Integrations;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** How an {@code application.yml} becomes Grantlet's keys. */
class PropertiesTest {
  private static final String GOOGLE =
      """
      grantlet:
        base-url: https://app.example.com
        api: off
        integration:
          google:
            client-id: id
            client-secret: secret
            redirect-uris: [/connected]
      """;

  private static Integration google(WebApplicationContextRunner runner) {
    Integration[] found = new Integration[1];
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          found[0] = context.getBean(Integrations.class).get("google");
        });
    return found[0];
  }

  private static List<String> problems(WebApplicationContextRunner runner) {
    List<String> found = new ArrayList<>();
    runner.run(context -> found.addAll(Contexts.problems(context.getStartupFailure())));
    return found;
  }

  private static List<String> problems(String yaml) {
    return problems(Contexts.with(yaml));
  }

  @Test
  void list_ofScopes() {
    String yaml = GOOGLE + "      scope: [openid, email, 'https://www.googleapis.com/auth/x']\n";
    assertThat(google(Contexts.with(yaml)).scope())
        .containsExactly("openid", "email", "https://www.googleapis.com/auth/x");
  }

  @Test
  void scopes_inOneLine_areSeparatedBySpaces() {
    assertThat(google(Contexts.with(GOOGLE + "      scope: openid email\n")).scope())
        .containsExactly("openid", "email");
  }

  @Test
  void otherSpellings_ofSpringBoot_areUnderstood() {
    String yaml =
        """
        grantlet:
          baseUrl: https://app.example.com
          api: off
          integration:
            google:
              clientId: id
              client_secret: secret
              redirectUris:
                - /connected
                - /settings
              expiresIn: 2m
              authorizationParameters:
                hd: example.com
                access_type: off line & more
        """;
    Integration google = google(Contexts.with(yaml));
    assertThat(google.redirectUris())
        .containsExactly("https://app.example.com/connected", "https://app.example.com/settings");
    assertThat(google.expiresIn()).isEqualTo(Duration.ofMinutes(2));
    assertThat(google.settings())
        .containsEntry("client_id", "id")
        .containsEntry(
            "authorization_parameters",
            Map.of("hd", "example.com", "access_type", "off line & more"));
  }

  @Test
  void nearerSource_winsKeyByKey_andReplacesLists() {
    Integration google =
        google(
            Contexts.with(GOOGLE + "      scope: [openid, email, profile]\n")
                .withPropertyValues(
                    "grantlet.integration.google.scope[0]=openid",
                    "grantlet.integration.google.client-id=other"));
    assertThat(google.scope()).containsExactly("openid");
    assertThat(google.settings()).containsEntry("client_id", "other");
  }

  @Test
  void environment_isRead_inGrantletsNames_andSpringBoots() {
    WebApplicationContextRunner runner =
        Contexts.with(GOOGLE.replace("https://app.example.com", "nonsense"))
            .withInitializer(
                Contexts.environment(
                    Map.of(
                        "GRANTLET_BASEURL", "https://env.example.com",
                        "GRANTLET_INTEGRATION_GOOGLE_CLIENT_ID", "from-env")));
    Integration google = google(runner);
    assertThat(google.settings()).containsEntry("client_id", "from-env");
    assertThat(google.redirectUris()).containsExactly("https://env.example.com/connected");
  }

  @Test
  void placeholders_ofSpring_andOfGrantlet_areFilledIn() {
    String yaml =
        GOOGLE.replace("client-id: id", "client-id: ${my.id:${MISSING:fallback}}-${env:PATH}");
    assertThat(google(Contexts.with(yaml)).settings().get("client_id"))
        .isEqualTo("fallback-" + System.getenv("PATH"));
    assertThat(
            google(Contexts.with(yaml).withPropertyValues("my.id=${deep.id}", "deep.id=deep"))
                .settings()
                .get("client_id"))
        .isEqualTo("deep-" + System.getenv("PATH"));
  }

  @Test
  void unsetPlaceholders_areNamed_andNothingIsCalledMissing() {
    String yaml =
        """
        grantlet:
          base-url: ${BASE_URL}
          api: on
          client-id: app
          client-secret: ${grantlet.secret.of.the.api}
        """;
    assertThat(problems(yaml))
        .containsExactlyInAnyOrder(
            "grantlet.base-url holds ${BASE_URL}, and there is no property or environment variable"
                + " BASE_URL",
            "grantlet.client-secret holds ${grantlet.secret.of.the.api}, and there is no property"
                + " or environment variable grantlet.secret.of.the.api");
  }

  @Test
  void unsetPlaceholder_thatANearerSourceReplaces_isNoProblem() {
    String yaml = Contexts.SMALL.replace("https://app.example.com", "${BASE_URL}");
    Contexts.with(yaml)
        .withInitializer(
            Contexts.environment(Map.of("GRANTLET_BASE_URL", "https://env.example.com")))
        .run(context -> assertThat(context).hasNotFailed());
    Contexts.with(yaml)
        .withPropertyValues("grantlet.base-url=https://near.example.com")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void unknownNames_areErrors_withTheNameThatWasMeant() {
    String yaml =
        """
        grantlet:
          base-urll: https://app.example.com
          api: off
          integration:
            google:
              client-idd: id
            Github:
              client-id: id
          nothing.like.it: 1
        """;
    assertThat(problems(yaml))
        .contains(
            "grantlet.base-urll is not a key of Grantlet; did you mean grantlet.base-url?",
            "grantlet.nothing.like.it is not a key of Grantlet")
        .anyMatch(problem -> problem.contains("client-idd") && problem.contains("client-id"))
        .anyMatch(
            problem -> problem.contains("did you mean grantlet.integration.github.client-id"));
  }

  @Test
  void numbers_thatLostTheirText_areNamed() {
    assertThat(problems(GOOGLE.replace("client-id: id", "client-id: 1e5")))
        .containsExactly(
            "grantlet.integration.google.client-id was read as the number 100000.0: put it into"
                + " quotes");
  }

  @Test
  void values_areCheckedByGrantletsRules_allTogether() {
    String yaml =
        """
        grantlet:
          base-url: http://app.example.com
          provider-timeout: soon
          clock-skew: 10m
          token-endpoint: maybe
          security.enabled: perhaps
          api: on
        """;
    assertThat(problems(yaml))
        .anyMatch(each -> each.startsWith("grantlet.base-url "))
        .contains("grantlet.provider-timeout must be a number of seconds, not 'soon'")
        .contains("grantlet.clock-skew must be between 0 and 300 seconds, not 600")
        .contains("grantlet.token-endpoint must be true or false, not 'maybe'")
        .contains("grantlet.security.enabled must be true or false, not 'perhaps'")
        .anyMatch(each -> each.startsWith("grantlet.client-id is missing"));
  }

  @Test
  void api_isOff_untilItHasCredentials() {
    String small = "grantlet.base-url: https://app.example.com\n";
    Contexts.with(small).run(context -> assertThat(context).hasNotFailed());
    assertThat(problems(small + "grantlet.client-id: app\n"))
        .singleElement()
        .asString()
        .startsWith("grantlet.client-secret is missing");
    assertThat(problems(small + "grantlet.api: on\n")).hasSize(2);
  }

  @Test
  void itemWithTheSeparatorInIt_isRefused() {
    assertThat(problems(GOOGLE.replace("[/connected]", "['/a,/b']")))
        .containsExactly(
            "grantlet.integration.google.redirect-uris has an item with a comma in it");
  }

  @Test
  void fileBeside_isASecondSource() {
    assertThat(problems(Contexts.with(Contexts.SMALL).withClassLoader(new WithFile())))
        .singleElement()
        .asString()
        .startsWith("grantlet.properties is there (file:")
        .endsWith("say spring.config.import=classpath:grantlet.properties");
    assertThat(problems(Contexts.with(Contexts.SMALL + "  config: /etc/grantlet.properties\n")))
        .containsExactly(
            "grantlet.config is not read in Spring Boot: spring.config.import=FILE adds a file of"
                + " properties");
  }

  /** Has a {@code grantlet.properties}. */
  private static final class WithFile extends ClassLoader {
    private WithFile() {
      super(PropertiesTest.class.getClassLoader());
    }

    @Override
    public java.net.URL getResource(String name) {
      return name.equals("grantlet.properties")
          ? PropertiesTest.class.getResource("PropertiesTest.class")
          : super.getResource(name);
    }
  }
}
