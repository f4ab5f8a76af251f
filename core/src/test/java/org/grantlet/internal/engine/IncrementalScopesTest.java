package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.HostedAuthRequest;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.RecordedRequest;
import org.grantlet.testing.TestUser;
import org.grantlet.testing.VendorSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A grant gets more scopes later, by whole logins at Google and at Microsoft. */
@Timeout(180)
class IncrementalScopesTest {
  private static final String DRIVE = "https://www.googleapis.com/auth/drive.readonly";

  private final MutableClock clock = MutableClock.atNow();
  private String provider;
  private VendorSimulator vendor;
  private FlowDriver driver;

  private void start(String name, Map<String, ?> more) {
    provider = name;
    vendor = VendorSimulator.start(name, URI.create(FlowDriver.callback(name)), clock);
    Map<String, Object> settings = new LinkedHashMap<>(vendor.settings());
    settings.putAll(more);
    driver = FlowDriver.of(name, vendor, settings, clock);
  }

  @AfterEach
  void stop() {
    driver.close();
    vendor.close();
  }

  private Grant login() {
    return now(driver.login().get("grant_id"));
  }

  private Grant now(String id) {
    return driver.grantlet.grants().get(id);
  }

  private Map<String, String> addScope(Grant grant, String scope) {
    return driver.login(
        HostedAuthRequest.builder(provider)
            .grantId(grant.id())
            .addScope(List.of(vendor.here(scope))));
  }

  private static List<String> plus(List<String> scopes, String more) {
    List<String> all = new ArrayList<>(scopes);
    all.add(more);
    return all;
  }

  /** The access token ends, and what comes of the refresh token works. */
  private Grant refreshed(Grant grant) {
    clock.advance(Duration.ofHours(2));
    String token = driver.grantlet.grants().accessToken(grant.id()).value();
    assertThat(vendor.accepts(token)).isTrue();
    return now(grant.id());
  }

  private String asked(String parameter) {
    List<RecordedRequest> requests = vendor.requests(Endpoint.AUTHORIZATION);
    return requests.get(requests.size() - 1).parameter(parameter);
  }

  private void assertUntouched(Grant grant, String token) {
    assertThat(driver.grants()).containsExactly(grant);
    assertThat(driver.grantlet.grants().accessToken(grant.id()).value()).isEqualTo(token);
    assertThat(vendor.accepts(token)).isTrue();
    Grant after = refreshed(grant);
    assertThat(after.status()).isEqualTo(GrantStatus.VALID);
    assertThat(after.scope()).containsExactlyInAnyOrderElementsOf(grant.scope());
  }

  @ParameterizedTest
  @CsvSource({"google, " + DRIVE, "microsoft, https://graph.microsoft.com/Mail.Read"})
  void yes_keepsTheGrant_andAddsTheScope(String name, String scope) {
    start(name, Map.of());
    Grant before = login();
    assertThat(addScope(before, scope))
        .containsEntry("success", "true")
        .containsEntry("grant_id", before.id());
    List<String> wanted = plus(before.scope(), vendor.here(scope));
    Grant after = now(before.id());
    assertThat(after.scope()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(asked("scope").split(" ", -1)).contains(wanted.toArray(String[]::new));
    assertThat(refreshed(after).scope()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(driver.grants()).hasSize(1);
    assertThat(driver.heard).containsExactly("grant.created", "grant.updated");
    assertThat(vendor.strays()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"google, " + DRIVE, "microsoft, https://graph.microsoft.com/Mail.Read"})
  void no_leavesTheGrantAsItWas(String name, String scope) {
    start(name, Map.of());
    Grant before = login();
    final String token = driver.grantlet.grants().accessToken(before.id()).value();
    vendor.deny();
    assertThat(addScope(before, scope)).containsEntry("error", "grant.access_denied");
    assertUntouched(before, token);
  }

  @ParameterizedTest
  @CsvSource({"google, " + DRIVE, "microsoft, https://graph.microsoft.com/Mail.Read"})
  void no_andThenYes_addsTheScope(String name, String scope) {
    start(name, Map.of());
    Grant before = login();
    vendor.deny();
    assertThat(addScope(before, scope)).containsEntry("success", "false");
    vendor.allow();
    assertThat(addScope(before, scope)).containsEntry("grant_id", before.id());
    assertThat(now(before.id()).scope()).contains(vendor.here(scope));
  }

  @ParameterizedTest
  @CsvSource({"google, " + DRIVE, "microsoft, https://graph.microsoft.com/Mail.Read"})
  void anotherAccount_isRefused_andNothingChanges(String name, String scope) {
    start(name, Map.of());
    Grant before = login();
    final String token = driver.grantlet.grants().accessToken(before.id()).value();
    vendor.signIn(TestUser.GRACE);
    assertThat(addScope(before, scope)).containsEntry("error", "grant.reauth_email_invalid");
    assertUntouched(before, token);
  }

  @Test
  void fewerScopesThanAsked_areWhatTheGrantSays() {
    start("google", Map.of());
    Grant before = login();
    vendor.withhold(vendor.here(DRIVE));
    assertThat(addScope(before, DRIVE))
        .containsEntry("success", "true")
        .containsEntry("grant_id", before.id());
    assertThat(now(before.id()).scope()).isEqualTo(before.scope());
    assertThat(refreshed(before).scope()).isEqualTo(before.scope());
  }

  @Test
  void fewerScopesThanAsked_whereAllAreRequired_leaveTheGrantAsItWas() {
    start("google", Map.of("require_all_scopes", true));
    Grant before = login();
    final String token = driver.grantlet.grants().accessToken(before.id()).value();
    vendor.withhold(vendor.here(DRIVE));
    assertThat(addScope(before, DRIVE)).containsEntry("error", "grant.scopes_conflict");
    assertUntouched(before, token);
  }

  /** Google answers with what the user granted before, too, if it is asked to. */
  @Test
  void union_ofWhatWasGrantedBefore_isWhatTheGrantSays() {
    Map<String, String> union = Map.of("include_granted_scopes", "true");
    start("google", Map.of("authorization_parameters", union));
    Grant before = login();
    assertThat(
            driver.login(
                HostedAuthRequest.builder(provider)
                    .grantId(before.id())
                    .scope(List.of("openid", vendor.here(DRIVE)))))
        .containsEntry("success", "true");
    assertThat(asked("scope")).doesNotContain("calendar");
    List<String> wanted = plus(before.scope(), vendor.here(DRIVE));
    assertThat(now(before.id()).scope()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(refreshed(before).scope()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  /** Without {@code prompt=consent}, Google gives no second refresh token; the first one stays. */
  @Test
  void noSecondRefreshToken_leavesTheFirstOne_andTheGrantSaysWhatThatOneGives() {
    Map<String, String> quietly = Map.of("prompt", "select_account");
    start("google", Map.of("authorization_parameters", quietly));
    Grant before = login();
    assertThat(addScope(before, DRIVE)).containsEntry("success", "true");
    assertThat(asked("prompt")).isEqualTo("select_account");
    Grant wider = now(before.id());
    assertThat(wider.refreshable()).isTrue();
    assertThat(wider.scope()).contains(vendor.here(DRIVE));
    assertThat(refreshed(wider).scope()).isEqualTo(before.scope());
  }

  /** The tokens of a Microsoft grant are for one resource. */
  @Test
  void scopeOfAnotherResource_isRefusedByMicrosoft_andTheGrantIsAsItWas() {
    start("microsoft", Map.of());
    Grant before = login();
    final String token = driver.grantlet.grants().accessToken(before.id()).value();
    assertThat(addScope(before, "https://outlook.office.com/IMAP.AccessAsUser.All"))
        .containsEntry("error", "token.exchange_failed");
    assertUntouched(before, token);
  }
}
