package org.grantlet.sample.docs.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.Grants;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.sample.docs.migrate.SpringImport.Report;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** docs/migrate-from-spring-security.md: what Spring Security itself stored becomes grants. */
class SpringImportTest {
  private static final String REGISTRATION = "acme-calendar";

  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start().clock(clock).rotation(Rotation.STRICT);
  private final DataSource database =
      new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  private final ClientRegistration registration = registration();
  private final JdbcOAuth2AuthorizedClientService spring = spring();
  private final Grantlet grantlet =
      TestEngine.builder()
          .clock(clock)
          .integration(
              "acme", TestEngine.spec(provider.openIdSettings(), "openid", "email").build())
          .build();
  private final Grants grants = grantlet.grants();
  private final SpringImport program = new SpringImport(database, grants);

  @AfterEach
  void stop() throws SQLException {
    grantlet.close();
    provider.close();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
  }

  private ClientRegistration registration() {
    return ClientRegistration.withRegistrationId(REGISTRATION)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .clientId(provider.clientId())
        .clientSecret(provider.clientSecret())
        .redirectUri("{baseUrl}/authorize/oauth2/code/{registrationId}")
        .authorizationUri("https://unused.example/authorize")
        .tokenUri("https://unused.example/token")
        .build();
  }

  private JdbcOAuth2AuthorizedClientService spring() {
    DatabasePopulatorUtils.execute(
        new ResourceDatabasePopulator(
            new ClassPathResource(
                "org/springframework/security/oauth2/client/oauth2-client-schema.sql")),
        database);
    return new JdbcOAuth2AuthorizedClientService(
        new JdbcTemplate(database), new InMemoryClientRegistrationRepository(registration));
  }

  private static Authentication named(String user) {
    return new TestingAuthenticationToken(user, "");
  }

  /** As Spring Security does when a user has come back from the provider. */
  private void connected(String user, TestUser account, boolean withRefreshToken) {
    provider.user(account);
    Instant now = clock.instant();
    OAuth2AccessToken access =
        new OAuth2AccessToken(
            TokenType.BEARER, "old-" + user, now, now.plusSeconds(3600), Set.of("openid", "email"));
    OAuth2RefreshToken refresh =
        withRefreshToken
            ? new OAuth2RefreshToken(provider.issueRefreshToken("openid email"), now)
            : null;
    spring.saveAuthorizedClient(
        new OAuth2AuthorizedClient(registration, user, access, refresh), named(user));
  }

  private Grant grantOf(String user) {
    List<Grant> found = grants.list(GrantQuery.builder().accountId(user).build());
    assertThat(found).as(user).hasSize(1);
    return found.get(0);
  }

  @Test
  void rows_becomeGrantsOfTheirUsers_thatWorkAndRefresh() throws Exception {
    connected("ada", TestUser.ADA, true);
    connected("grace", TestUser.GRACE, true);
    connected("nobody", TestUser.ADA, false);

    Report report = program.run(REGISTRATION, "acme");

    assertThat(report.imported()).containsExactly("ada", "grace");
    assertThat(report.logInAgain()).containsExactly("nobody");
    assertThat(grantOf("ada").email()).isEqualTo(TestUser.ADA.email());
    assertThat(grantOf("ada").scope()).containsExactlyInAnyOrder("openid", "email");
    assertThat(grantOf("grace").providerUserId()).isEqualTo(TestUser.GRACE.subject());
    clock.advance(Duration.ofDays(1));
    assertThat(provider.accepts(grants.accessToken(grantOf("grace").id()).value())).isTrue();
  }

  @Test
  void program_thatRunsAgain_usesNoOldRefreshToken() throws Exception {
    connected("ada", TestUser.ADA, true);
    program.run(REGISTRATION, "acme");
    clock.advance(Duration.ofDays(1));
    grants.accessToken(grantOf("ada").id());
    int used = provider.refreshes().size();

    assertThat(program.run(REGISTRATION, "acme").before()).containsExactly("ada");
    assertThat(provider.refreshes()).hasSize(used);
    assertThat(provider.accepts(grants.accessToken(grantOf("ada").id()).value())).isTrue();
  }

  @Test
  void failure_isTriedLater_andADeadTokenMeansANewLogin() throws Exception {
    connected("ada", TestUser.ADA, true);
    provider.refresh().next(Reply.status(503));
    assertThat(program.run(REGISTRATION, "acme").tryLater()).containsExactly("ada");
    assertThat(program.run(REGISTRATION, "acme").imported()).containsExactly("ada");

    connected("grace", TestUser.GRACE, true);
    provider.revokeAll();
    assertThat(program.run(REGISTRATION, "acme").logInAgain()).containsExactly("grace");
    assertThat(grants.list(GrantQuery.builder().accountId("grace").build())).isEmpty();
  }

  @Test
  void token_isTheGrants_andBeforeThatSprings() throws Exception {
    connected("ada", TestUser.ADA, true);
    AtomicReference<String> asked = new AtomicReference<>();
    GrantFirst tokens =
        new GrantFirst(
            grants,
            request -> {
              asked.set(request.getPrincipal().getName());
              return spring.loadAuthorizedClient(
                  request.getClientRegistrationId(), request.getPrincipal().getName());
            });
    assertThat(tokens.token("acme", REGISTRATION, named("ada"))).isEqualTo("old-ada");
    assertThat(tokens.token("acme", REGISTRATION, named("grace"))).isNull();

    program.run(REGISTRATION, "acme");
    asked.set(null);
    assertThat(provider.accepts(tokens.token("acme", REGISTRATION, named("ada")))).isTrue();
    assertThat(asked).hasNullValue();
  }
}
