package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
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

/** What holds of a database that an earlier version has filled ({@link DatabaseDump}). */
abstract class UpgradeContract {
  static final String SCOPE = "openid email offline_access";
  private static final String ACCOUNT = "account-1";

  private final MutableClock clock = MutableClock.at(DatabaseDump.TIME.plus(Duration.ofDays(1)));
  final TestProvider provider = TestProvider.start().clock(clock);
  final TestProvider elsewhere = TestProvider.start().clock(clock);
  private Stores stores;
  Grantlet grantlet;

  /** A database that a dump was run in. */
  abstract Stores restore() throws Exception;

  String dump(String name) {
    try (InputStream file = UpgradeContract.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .replace(DatabaseDump.PROVIDER, provider.issuer().substring("http://".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    stores = restore();
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

  List<Grant> grants(GrantQuery.Builder query) {
    return grantlet.grants().list(query.limit(200).build());
  }

  Grant grant(String integration) {
    return grants(GrantQuery.builder().provider(integration).accountId(ACCOUNT)).get(0);
  }

  Grant connect(String integration, TestProvider at) {
    return grantlet
        .grants()
        .create(
            integration,
            new GrantSpec(
                Map.of("refresh_token", at.issueRefreshToken(SCOPE)), null, null, null, ACCOUNT));
  }

  Grant reauthenticate(Grant grant, TestProvider at) {
    return grantlet
        .grants()
        .update(
            grant.id(),
            new GrantSpec(
                Map.of("refresh_token", at.issueRefreshToken(SCOPE)), null, null, null, null));
  }

  @Test
  void grants_areListed() {
    assertThat(grants(GrantQuery.builder())).hasSize(8).allMatch(Grant::refreshable);
    assertThat(grants(GrantQuery.builder().status(GrantStatus.INVALID)))
        .extracting(Grant::accountId)
        .containsExactly("account-dead");
    Grant ada = grant("by-issuer");
    assertThat(ada.email()).isEqualTo(TestUser.ADA.email());
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
}
