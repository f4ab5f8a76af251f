package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings to which tokens go are written by the provider's replies alone. */
class CapturedSettingsTest {
  private static final String INSTANCE = "https://eu1.acme.example";
  private static final String OTHER = "https://evil.acme.example";

  private final TestProvider provider = TestProvider.start();
  private final EntryDriver driver = new EntryDriver(provider);
  private Grantlet grantlet;

  @BeforeEach
  void start() {
    String pattern = "https://[a-z0-9]+\\.acme\\.example";
    grantlet =
        driver.start(
            driver.entry(
                Map.of(
                    "keep",
                        List.of(EntryDriver.keep("instance_url", "token:instance_url", pattern)),
                    "api", Map.of("base", "{instance_url}/api/"))));
    provider.token().set("instance_url", INSTANCE);
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private static GrantSpec settings(Map<String, Object> settings) {
    return new GrantSpec(settings, null, null, null, null);
  }

  private URI api(Grant grant) {
    return grantlet.client(grant.id()).uri("me");
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .hasMessage(
            "settings.instance_url must stay as it is: acme says it at a login, and the grant's"
                + " tokens go there");
  }

  @Test
  void loginSaysIt_whateverTheRequestSays() {
    Grant grant = driver.login(grantlet, Map.of("instance_url", OTHER), Map.of());
    assertThat(grant.settings()).containsEntry("instance_url", INSTANCE);
    assertThat(api(grant)).isEqualTo(URI.create(INSTANCE + "/api/me"));
  }

  @Test
  void loginThatDoesNotSayIt_leavesItUnknown() {
    provider.token().remove("instance_url");
    Grant grant = driver.login(grantlet, Map.of("instance_url", OTHER, "mine", "1"), Map.of());
    assertThat(grant.settings()).containsEntry("mine", "1").doesNotContainKey("instance_url");
    assertThatThrownBy(() -> api(grant)).isInstanceOf(GrantletException.class);
  }

  @Test
  void laterLoginThatDoesNotSayIt_leavesWhatIsThere() {
    driver.login(grantlet, Map.of(), Map.of());
    provider.token().remove("instance_url");
    Grant again = driver.login(grantlet, Map.of("instance_url", OTHER), Map.of());
    assertThat(again.settings()).containsEntry("instance_url", INSTANCE);
  }

  @Test
  void valueThatIsNotTheProviders_isNotTaken() {
    provider.token().set("instance_url", "https://evil.example");
    Grant grant = driver.login(grantlet, Map.of(), Map.of());
    assertThat(grant.settings()).doesNotContainKey("instance_url");
  }

  @Test
  void change_isRefused_andTheSameValueIsNone() {
    Grant grant = driver.login(grantlet, Map.of(), Map.of());
    assertRefused(
        () -> grantlet.grants().update(grant.id(), settings(Map.of("instance_url", OTHER))));
    Map<String, Object> removed = new HashMap<>();
    removed.put("instance_url", null);
    assertRefused(() -> grantlet.grants().update(grant.id(), settings(removed)));
    assertRefused(
        () ->
            grantlet
                .grants()
                .update(
                    grant.id(),
                    settings(
                        Map.of(
                            "instance_url",
                            OTHER,
                            "refresh_token",
                            provider.issueRefreshToken("calendar")))));
    Grant same =
        grantlet
            .grants()
            .update(grant.id(), settings(Map.of("instance_url", INSTANCE, "mine", "1")));
    assertThat(same.settings()).containsEntry("instance_url", INSTANCE).containsEntry("mine", "1");
  }

  @Test
  void imported_grantHasWhatTheProviderSays() {
    Grant grant =
        grantlet
            .grants()
            .create(
                EntryDriver.ACME,
                settings(
                    Map.of(
                        "instance_url",
                        OTHER,
                        "refresh_token",
                        provider.issueRefreshToken("calendar"))));
    assertThat(grant.settings()).doesNotContainKey("instance_url");
    provider.refresh().set("instance_url", INSTANCE);
    grantlet.grants().refresh(grant.id());
    assertThat(api(grant)).isEqualTo(URI.create(INSTANCE + "/api/me"));
  }

  private Grantlet restart(Map<String, Object> entry) {
    grantlet.close();
    EntryDriver other = new EntryDriver(provider);
    grantlet = other.start(other.entry(entry));
    return grantlet;
  }

  @Test
  void callbackThatDoesNotSayIt_leavesItUnknown() {
    String pattern = "https://[a-z0-9]+\\.acme\\.example";
    restart(
        Map.of(
            "keep", List.of(EntryDriver.keep("instance_url", "callback:instance_url", pattern)),
            "api", Map.of("base", "{instance_url}/api/")));
    Grant grant = driver.login(grantlet, Map.of("instance_url", OTHER), Map.of());
    assertThat(grant.settings()).doesNotContainKey("instance_url");
    Grant said = driver.login(grantlet, Map.of(), Map.of("instance_url", List.of(INSTANCE)));
    assertThat(api(said)).isEqualTo(URI.create(INSTANCE + "/api/me"));
  }

  @Test
  void partOfAValue_isInTheAddress() {
    String pattern = "https://(?<value>[a-z0-9]+)\\.acme\\.example";
    restart(
        Map.of(
            "keep", List.of(EntryDriver.keep("region", "token:instance_url", pattern)),
            "api", Map.of("base", "https://{region}.acme.example/api/")));
    Grant grant = driver.login(grantlet, Map.of(), Map.of());
    assertThat(api(grant)).isEqualTo(URI.create(INSTANCE + "/api/me"));
  }

  private void restartWithInput(String pattern) {
    restart(
        Map.of(
            "inputs", List.of(EntryDriver.input("instance", pattern, "eu.example", "eu.example")),
            "api", Map.of("base", "https://{instance}/api/")));
  }

  @Test
  void input_changesWithTokensOfThere_alone() {
    restartWithInput("[a-z.]+");
    Grant grant = driver.login(grantlet, Map.of("instance", "us.example"), Map.of());
    assertThat(api(grant)).isEqualTo(URI.create("https://us.example/api/me"));
    assertThatThrownBy(
            () ->
                grantlet.grants().update(grant.id(), settings(Map.of("instance", "evil.example"))))
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .hasMessage(
            "settings.instance must stay as it is: the grant's tokens are of there; give a"
                + " refresh_token with it, or let the user log in again");
    grantlet.grants().update(grant.id(), settings(Map.of("instance", "us.example", "mine", "1")));
    Grant moved =
        grantlet
            .grants()
            .update(
                grant.id(),
                settings(
                    Map.of(
                        "instance",
                        "eu.example",
                        "refresh_token",
                        provider.issueRefreshToken("calendar"))));
    assertThat(api(moved)).isEqualTo(URI.create("https://eu.example/api/me"));
  }

  @Test
  void inputThatIsNoHost_makesNoAddress() {
    restartWithInput("[a-z./]+");
    Grant grant = driver.login(grantlet, Map.of("instance", "evil/example"), Map.of());
    assertThatThrownBy(() -> api(grant))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("is not known");
  }
}
