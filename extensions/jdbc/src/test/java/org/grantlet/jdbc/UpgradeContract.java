package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.store.Durable;
import org.grantlet.store.Stores;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a database that version 1 of the schema was filled in ({@link DatabaseDump}). */
abstract class UpgradeContract {
  private static final String SCOPE = "openid email offline_access";
  private static final String ACCOUNT = "account-1";

  private final MutableClock clock = MutableClock.at(DatabaseDump.TIME.plus(Duration.ofDays(1)));
  private final TestProvider provider = TestProvider.start().clock(clock);
  private final TestProvider elsewhere = TestProvider.start().clock(clock);
  private Stores stores;
  private Grantlet grantlet;

  /** A database that a script was run in. */
  abstract Stores restore(String script) throws Exception;

  static String dump(String name) {
    try (InputStream file = UpgradeContract.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract String dump();

  @BeforeEach
  void start() throws Exception {
    stores =
        restore(
            dump().replace(DatabaseDump.PROVIDER, provider.issuer().substring("http://".length())));
    grantlet =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .customProviders(true)
            .insecureLoopback(true)
            .clock(clock)
            .encryptionKey(Durable.key(DatabaseDump.KEY))
            .stores(stores)
            .build();
    provider.userinfo().set("id", "4711").set("login", "ada@example.com");
    elsewhere.userinfo().set("id", "4711").set("login", "ada@example.com");
  }

  @AfterEach
  void stop() {
    grantlet.close();
    stores.oneTime().close();
    provider.close();
    elsewhere.close();
  }

  private List<Grant> grants(GrantQuery.Builder query) {
    return grantlet.grants().list(query.limit(200).build());
  }

  private Grant grant(String integration) {
    return grants(GrantQuery.builder().provider(integration).accountId(ACCOUNT)).get(0);
  }

  private Grant connect(String integration, TestProvider at) {
    return grantlet
        .grants()
        .create(
            integration,
            new GrantSpec(
                Map.of("refresh_token", at.issueRefreshToken(SCOPE)), null, null, null, ACCOUNT));
  }

  private Grant reauthenticate(Grant grant, TestProvider at) {
    return grantlet
        .grants()
        .update(
            grant.id(),
            new GrantSpec(
                Map.of("refresh_token", at.issueRefreshToken(SCOPE)), null, null, null, null));
  }

  private void assertRefused(Grant grant, TestProvider at) {
    assertThatThrownBy(() -> reauthenticate(grant, at))
        .isInstanceOfSatisfying(
            GrantletException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.REAUTH_EMAIL_INVALID));
    assertThat(grantlet.grants().get(grant.id())).isEqualTo(grant);
  }

  /** The same settings, as another provider has them. */
  private static IntegrationSpec spec(Map<String, String> settings) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .scope(settings.containsKey("issuer") ? SCOPE.split(" ") : new String[] {"email"})
            .redirectUris("https://app.example.com/connected");
    settings.forEach(spec::setting);
    return spec.build();
  }

  private static Map<String, String> settings(String integration, TestProvider at) {
    return List.of("by-endpoints", "box").contains(integration)
        ? at.oauthSettings()
        : at.openIdSettings();
  }

  @Test
  void grants_areListed() {
    assertThat(grants(GrantQuery.builder())).hasSize(8).allMatch(Grant::refreshable);
    assertThat(grants(GrantQuery.builder().status(GrantStatus.INVALID)))
        .extracting(Grant::accountId)
        .containsExactly("account-dead");
    Grant ada = grant("by-issuer");
    assertThat(ada.email()).isEqualTo(TestUser.ADA.email());
    assertThat(ada.emailVerified()).as("nobody said").isNull();
    assertThat(ada.metadata()).isEqualTo(Map.of("plan", "pro"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-issuer", "by-endpoints", "google", "box", "nobody"})
  void grant_isRefreshed_matchedAndReauthenticated(String integration) {
    Grant before = grant(integration);
    provider.resume("refresh-" + integration + "-" + TestUser.ADA.subject() + "-" + ACCOUNT, SCOPE);
    String token = grantlet.grants().accessToken(before.id()).value();
    assertThat(provider.accepts(token)).isTrue();
    assertThat(reauthenticate(before, provider).id()).isEqualTo(before.id());
    assertThat(connect(integration, provider).id().equals(before.id()))
        .as("one without an identity is a new one each time")
        .isEqualTo(!integration.equals("nobody"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-issuer", "by-endpoints", "google", "box"})
  void login_matchesAGrantThatWasNotWrittenSince(String integration) {
    assertThat(connect(integration, provider).id()).isEqualTo(grant(integration).id());
    assertThat(grants(GrantQuery.builder())).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-issuer", "by-endpoints", "google", "box"})
  void changedIntegration_takesNoGrantOver(String integration) {
    Grant before = grant(integration);
    grantlet.integrations().update(integration, spec(settings(integration, elsewhere)));
    assertRefused(before, elsewhere);
    Grant other = connect(integration, elsewhere);
    assertThat(other.id()).isNotEqualTo(before.id());
    assertThat(other.providerUserId()).isEqualTo(before.providerUserId());

    grantlet.integrations().update(integration, spec(settings(integration, provider)));
    assertThat(connect(integration, provider).id()).as("back again").isEqualTo(before.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-issuer", "by-endpoints", "google", "box"})
  void integrationMadeAnew_takesOverWhatIsOfItsIssuer(String integration) {
    Grant before = grant(integration);
    grantlet.integrations().delete(integration);
    grantlet.integrations().create(integration, spec(settings(integration, elsewhere)));
    assertRefused(before, elsewhere);
    assertThat(connect(integration, elsewhere).id()).isNotEqualTo(before.id());

    grantlet.integrations().delete(integration);
    grantlet.integrations().create(integration, spec(settings(integration, provider)));
    assertThat(connect(integration, provider).id()).isEqualTo(before.id());
  }

  @Test
  void grantWhoseIssuerNobodyKnows_isTakenOverByNobody() {
    Grant before = grant("deleted");
    grantlet.integrations().create("deleted", spec(provider.openIdSettings()));
    assertRefused(before, provider);
    assertThat(connect("deleted", provider).id()).isNotEqualTo(before.id());
  }
}
