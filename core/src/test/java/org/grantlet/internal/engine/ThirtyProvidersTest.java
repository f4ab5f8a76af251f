package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Logs;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.VendorExpectation;
import org.grantlet.testing.VendorSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each entry of the catalog against its vendor as the vendor's documentation describes it: two
 * readings of the same pages, which have to agree.
 */
@Timeout(180)
class ThirtyProvidersTest {
  private final MutableClock clock = MutableClock.atNow();

  static SortedSet<String> providers() {
    return VendorSimulator.vendors();
  }

  @Test
  void catalog_andDescriptions_areOfTheSameVendors() {
    assertThat(ProviderCatalog.builtIn().names()).isEqualTo(providers());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void login_makesAGrantThatWorks(String provider) {
    try (VendorSimulator vendor = vendor(provider);
        FlowDriver driver = driver(provider, vendor)) {
      Grant grant = login(driver);
      VendorExpectation expected = vendor.expected();
      assertThat(grant.providerUserId()).isEqualTo(expected.subject());
      assertThat(grant.email()).isEqualTo(expected.email());
      assertThat(grant.scope()).containsExactlyElementsOf(expected.scope());
      assertThat(grant.settings().values()).containsAll(expected.kept().values());
      AccessToken token = driver.grantlet.grants().accessToken(grant.id());
      assertThat(vendor.accepts(token.value())).isTrue();
      assertThat(token.expiresAt() == null).isEqualTo(expected.lifetime() == null);
      assertThat(driver.heard).containsExactly("grant.created");
      assertThat(vendor.strays()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void accessToken_whenItEnds_isRefreshedWhereTheVendorDoes(String provider) {
    try (VendorSimulator vendor = vendor(provider);
        FlowDriver driver = driver(provider, vendor)) {
      String id = login(driver).id();
      VendorExpectation expected = vendor.expected();
      String before = driver.grantlet.grants().accessToken(id).value();
      // Twice, since only then a refresh token that was rotated is used.
      for (int i = 0; i < 2; i++) {
        clock.advance(expected.lifetime() == null ? Duration.ofDays(1000) : expected.lifetime());
        if (expected.lifetime() == null) {
          assertThat(driver.grantlet.grants().accessToken(id).value()).isEqualTo(before);
        } else if (expected.rotation() == null) {
          assertEnded(driver, id);
          break;
        } else {
          String after = driver.grantlet.grants().accessToken(id).value();
          assertThat(after).isNotEqualTo(before);
          assertThat(vendor.accepts(after)).isTrue();
          before = after;
        }
      }
      assertThat(vendor.strays()).isEmpty();
      if (expected.rotation() != null) {
        assertThat(ProviderDefinitions.builtIn().find(provider).orElseThrow().refresh().rotates())
            .isEqualTo(expected.rotation() != Rotation.OFF);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refresh_whenTheUserWithdrew_endsTheGrant(String provider) {
    try (VendorSimulator vendor = vendor(provider);
        FlowDriver driver = driver(provider, vendor)) {
      String id = login(driver).id();
      vendor.revokeAll();
      if (vendor.expected().rotation() == null) {
        assertThat(driver.grantlet.grants().refresh(id).status()).isEqualTo(GrantStatus.VALID);
      } else {
        assertThatThrownBy(() -> driver.grantlet.grants().refresh(id))
            .isInstanceOfSatisfying(
                GrantletException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID));
        assertEnded(driver, id);
      }
    }
  }

  private static void assertEnded(FlowDriver driver, String id) {
    assertThatThrownBy(() -> driver.grantlet.grants().accessToken(id))
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID));
    assertThat(driver.grantlet.grants().get(id).status()).isEqualTo(GrantStatus.INVALID);
    assertThat(driver.heard).containsExactly("grant.created", "grant.expired");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void delete_tellsTheVendorWhereThatCanBeDone(String provider) {
    try (VendorSimulator vendor = vendor(provider);
        FlowDriver driver = driver(provider, vendor)) {
      String id = login(driver).id();
      driver.grantlet.grants().delete(id);
      assertThat(driver.grants()).isEmpty();
      assertThat(vendor.isConnected()).isEqualTo(!vendor.expected().revokes());
      assertThat(vendor.requests(Endpoint.REVOCATION)).hasSize(vendor.expected().revokes() ? 1 : 0);
      assertThat(vendor.strays()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void login_thatTheUserDenies_isToldAsDenied(String provider) {
    try (VendorSimulator vendor = vendor(provider).deny();
        FlowDriver driver = driver(provider, vendor)) {
      assertThat(driver.login()).containsEntry("error", "grant.access_denied");
      assertThat(driver.grants()).isEmpty();
    }
  }

  /** Some vendors say so with status 200, and in words of their own. */
  @ParameterizedTest
  @MethodSource("providers")
  void login_withAnotherClientSecret_makesNoGrant(String provider) {
    try (VendorSimulator vendor = vendor(provider)) {
      Map<String, String> settings = new LinkedHashMap<>(vendor.settings());
      settings.put("client_secret", "another-secret-of-more-than-256-bits-length");
      try (FlowDriver driver = driver(provider, vendor, settings)) {
        assertThat(driver.login()).containsEntry("success", "false");
        assertThat(driver.grants()).isEmpty();
      }
    }
  }

  /** The secret has ended: no vendor's way to say it costs a grant, and the log says it. */
  @ParameterizedTest
  @MethodSource("providers")
  void refresh_withAnotherClientSecret_leavesTheGrant(String provider) {
    try (VendorSimulator vendor = vendor(provider);
        FlowDriver driver = driver(provider, vendor);
        Logs logs = Logs.listen()) {
      Grantlet grantlet = driver.grantlet;
      String id = login(driver).id();
      if (vendor.expected().rotation() == null) {
        return; // its tokens are not refreshed
      }
      String right = vendor.settings().get("client_secret");
      secret(grantlet, provider, "another-secret-of-more-than-256-bits-length");
      assertThatThrownBy(() -> grantlet.grants().refresh(id))
          .isInstanceOfSatisfying(
              GrantletException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_ERROR));
      assertThat(grantlet.grants().get(id).status()).isEqualTo(GrantStatus.VALID);
      assertThat(logs.told()).anyMatch(line -> line.contains("refuses the client at refreshes"));
      secret(grantlet, provider, right);
      clock.advance(Duration.ofMinutes(2));
      assertThat(grantlet.grants().refresh(id).lastRefreshError()).isNull();
    }
  }

  private static void secret(Grantlet grantlet, String provider, String value) {
    grantlet.integrations().update(provider, IntegrationSpec.builder().clientSecret(value).build());
  }

  @ParameterizedTest
  @CsvSource({
    "shopify, hmac, 0000000000000000000000000000000000000000000000000000000000000000",
    "shopify, hmac,",
    "shopify, shop, evil.myshopify.com",
    "shopify, more, x",
    "zoho, accounts-server, https://evil.example",
    "zoho, accounts-server, https://accounts.zoho.eu.evil.example",
    "zoho, accounts-server, https://accounts.zoho.eu@evil.example",
    "quickbooks, realmId, 1/../2",
    "quickbooks, realmId,"
  })
  void login_whoseAnswerWasTamperedWith_makesNoGrant(
      String provider, String parameter, String value) {
    try (VendorSimulator vendor = vendor(provider);
        FlowDriver driver = driver(provider, vendor)) {
      assertTampered(
          driver,
          answer -> {
            answer.remove(parameter);
            if (value != null) {
              answer.put(parameter, List.of(vendor.here(value)));
            }
          });
      assertThat(vendor.requests(Endpoint.TOKEN)).isEmpty();
      assertThat(vendor.strays()).isEmpty();
    }
  }

  private static void assertTampered(
      FlowDriver driver, Consumer<Map<String, List<String>>> change) {
    AuthorizationRedirect begun = driver.begin();
    Map<String, List<String>> answer = new LinkedHashMap<>(driver.authorize(begun));
    change.accept(answer);
    assertThat(driver.finish(begun, answer)).containsEntry("success", "false");
    assertThat(driver.grants()).isEmpty();
  }

  private static Grant login(FlowDriver driver) {
    Map<String, String> redirect = driver.login();
    assertThat(redirect).as(String.valueOf(driver.heard)).containsEntry("success", "true");
    return driver.grantlet.grants().get(redirect.get("grant_id"));
  }

  private VendorSimulator vendor(String provider) {
    return VendorSimulator.start(provider, URI.create(FlowDriver.callback(provider)), clock);
  }

  private FlowDriver driver(String provider, VendorSimulator vendor) {
    return driver(provider, vendor, vendor.settings());
  }

  private FlowDriver driver(String provider, VendorSimulator vendor, Map<String, ?> settings) {
    return FlowDriver.of(provider, vendor, settings, clock);
  }
}
