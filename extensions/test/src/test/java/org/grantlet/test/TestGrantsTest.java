package org.grantlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.IntegrationSpec;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.testing.VendorSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application with all providers of the catalog, none of which is ever called. */
@Timeout(180)
class TestGrantsTest {
  private static App app;

  @BeforeAll
  static void start() {
    app =
        new App(
            providers().stream()
                .collect(Collectors.toMap(Function.identity(), TestGrantsTest::integration)),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  static SortedSet<String> providers() {
    return ProviderCatalog.builtIn().names();
  }

  private static IntegrationSpec integration(String provider) {
    URI callback = URI.create("http://localhost/connect/callback/" + provider);
    try (VendorSimulator vendor = VendorSimulator.start(provider, callback, Clock.systemUTC())) {
      IntegrationSpec.Builder spec = App.integration(vendor.scopes().toArray(new String[0]));
      vendor.settings().forEach(spec::setting);
      return spec.build();
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void login_atAFakeOfAnyProvider_makesAGrant(String provider) {
    try (FakeProvider fake = FakeProvider.as(provider).start()) {
      FakeBrowser.Page page = fake.browser().get("/connect-" + provider);
      assertThat(page.text()).as(page.toString()).doesNotContain("error");
      Grant grant = app.auth().grants().get(page.text().split(" ", -1)[0]);
      assertThat(grant.provider()).isEqualTo(provider);
      assertThat(grant.email()).isEqualTo("ada@example.org");
      assertThat(fake.accepts(app.auth().accessToken(grant.id()).value())).isTrue();
    }
  }

  @Test
  void fakeOfSalesforce_saysWhereTheApiIs() {
    Grant grant = TestGrants.valid("salesforce").create();
    assertThat(grant.settings()).containsEntry("instance_url", "https://acme.my.salesforce.com");
    assertThat(app.auth().client(grant.id()).uri("v61.0/sobjects"))
        .isEqualTo(URI.create("https://acme.my.salesforce.com/services/data/v61.0/sobjects"));
  }

  @Test
  void validGrant_isAsTheTestSays_withoutAFake() {
    Grant grant =
        TestGrants.valid("google")
            .owner("ada")
            .email("ada@example.com")
            .scope("openid", "email")
            .metadata(Map.of("team", "green"))
            .accessToken("token-of-the-test")
            .create();
    assertThat(grant).isEqualTo(app.auth().grants().get(grant.id()));
    assertThat(grant.status()).isEqualTo(GrantStatus.VALID);
    assertThat(grant.accountId()).isEqualTo("ada");
    assertThat(grant.email()).isEqualTo("ada@example.com");
    assertThat(grant.scope()).containsExactly("openid", "email");
    assertThat(grant.metadata()).containsEntry("team", "green");
    assertThat(app.auth().accessToken(grant.id()).value()).isEqualTo("token-of-the-test");
  }

  @Test
  void validGrant_worksAtTheApiOfTheFake() throws Exception {
    try (FakeProvider fake = FakeProvider.as("google").start()) {
      fake.api("GET /v1/me", "{}");
      Grant grant = TestGrants.valid("google").accessToken("token-of-the-test").create();
      URI me = URI.create("https://www.googleapis.com/v1/me");
      assertThat(
              app.auth()
                  .client(grant.id())
                  .send(HttpRequest.newBuilder(me).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("{}");
    }
  }

  @Test
  void expiredGrant_isRefreshedAtItsNextUse() {
    try (FakeProvider fake = FakeProvider.as("google").start()) {
      Grant grant = TestGrants.expired("google").accessToken("old").create(app.auth().grants());
      assertThat(app.auth().accessToken(grant.id()).value()).isNotEqualTo("old");
      assertThat(fake.refreshes()).isEqualTo(2);
    }
  }

  @Test
  void expiredGrant_withoutAFake_isRefused() {
    assertThatThrownBy(() -> TestGrants.expired("google").create())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "A grant that has expired is refreshed at its provider, so"
                + " FakeProvider.as(\"google\") has to run");
  }

  @Test
  void invalidGrant_hasEnded() {
    Grant grant = TestGrants.invalid("google").owner("ada").create();
    assertThat(grant.status()).isEqualTo(GrantStatus.INVALID);
    assertThat(grant.accountId()).isEqualTo("ada");
    assertThat(app.auth().grants().get(grant.id()).status()).isEqualTo(GrantStatus.INVALID);
  }

  @Test
  void builtGrant_isInNoApplication() {
    Grant grant = TestGrants.valid("google").owner("ada").build();
    assertThat(grant.email()).isEqualTo("ada@example.org");
    assertThat(grant.accountId()).isEqualTo("ada");
    assertThat(app.auth().grants().find(grant.id())).isEmpty();
    assertThat(TestGrants.invalid("google").build().status()).isEqualTo(GrantStatus.INVALID);
  }
}
