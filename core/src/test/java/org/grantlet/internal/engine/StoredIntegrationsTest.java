package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.engine.TestEngine.CONNECTED;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.LoginUrl;
import org.grantlet.internal.integration.ApiSettings;
import org.grantlet.internal.login.LoginUrls;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.Durable;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integrations that an application has written into its own store, past all rules. */
class StoredIntegrationsTest {
  private static final HostedAuthRequest REQUEST =
      HostedAuthRequest.builder("acme").redirectUri(CONNECTED).owner("ada").build();

  private final MemoryIntegrationStore store = new MemoryIntegrationStore();
  private final Grantlet grantlet =
      TestEngine.builder()
          .encryptionKey(Durable.key())
          .stores(Durable.stores(store, new MemoryGrantStore()))
          .oneTimeStore(new MemoryOneTimeStore(Clock.systemUTC(), 1), false)
          .integration("acme", TestEngine.silent())
          .build();
  private final Integration good = grantlet.integrations().get("acme");
  private final LoginUrls loginUrls = Engine.of(grantlet).flow().loginUrls();

  @AfterEach
  void stop() {
    grantlet.close();
  }

  /** Another version of the good one; a setting that is "none" is left out. */
  private void store(Map<String, Object> changes) {
    Map<String, Object> settings = new HashMap<>(good.settings());
    settings.putAll(changes);
    settings.values().removeIf(value -> value.equals("none"));
    store(settings, good.encryptedSettings(), good.scope(), List.of(CONNECTED), good.expiresIn());
  }

  private void store(
      Map<String, Object> settings,
      Map<String, String> secrets,
      List<String> scope,
      List<String> redirectUris,
      Duration expiresIn) {
    long version = grantlet.integrations().get("acme").version() + 1;
    assertThat(
            store.replace(
                new Integration(
                    good.id(),
                    "acme",
                    null,
                    settings,
                    secrets,
                    scope,
                    redirectUris,
                    expiresIn,
                    good.createdAt(),
                    good.updatedAt(),
                    version)))
        .isTrue();
  }

  private static void assertRefused(ThrowingCallable login, String problem) {
    assertThatThrownBy(login)
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .hasMessage("The stored integration for acme is wrong: " + problem);
  }

  private void assertNoLogin(String problem) {
    assertRefused(() -> loginUrls.create(REQUEST), problem);
    assertRefused(() -> loginUrls.begin(REQUEST, false), problem);
    assertRefused(() -> loginUrls.begin(REQUEST, true), problem);
  }

  private void assertNothingWasKept() {
    store(Map.of());
    assertThat(loginUrls.create(REQUEST)).as("there is room for one").isNotNull();
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("client_id", "none", "settings.client_id is required"),
        Arguments.of("client_id", 17, "settings.client_id must be a string"),
        Arguments.of(
            "authorization_endpoint",
            "https://id.example.com/%zz",
            "settings.authorization_endpoint must be an absolute https URL:"
                + " 'https://id.example.com/%zz'"),
        Arguments.of(
            "token_endpoint",
            "http://id.example.com/token",
            "settings.token_endpoint must be https: 'http://id.example.com/token'"),
        Arguments.of(
            "issuer",
            "ftp://user:secret@id",
            "settings.issuer must be an absolute https URL: 'ftp://user:***@id'"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void setting_thatNoLoginCanUse_letsNoneBegin(String setting, Object value, String problem) {
    store(Map.of(setting, value));
    assertNoLogin(problem);
    assertNothingWasKept();
  }

  @Test
  void redirectUri_thatIsNone_letsNoLoginBegin_andIsLoggedOnce() {
    List<String> uris = List.of(CONNECTED, "https://app/x%zz");
    store(good.settings(), good.encryptedSettings(), List.of(), uris, good.expiresIn());
    String problem = "redirect_uris must be an absolute https URL: 'https://app/x%zz'";
    try (Logs logs = Logs.listen()) {
      assertNoLogin(problem);
      assertThat(logs.text())
          .containsOnlyOnce("The stored integration for acme is wrong: " + problem);
    }
    assertNothingWasKept();
  }

  /** Rules that came later, and those of other nodes, end no login that worked. */
  @Test
  void whatALoginCanDoWithout_isNotChecked() {
    Map<String, Object> settings = new HashMap<>(good.settings());
    settings.put("api_base", "https://id.example.com/%zz");
    settings.put("authorization_parameters", "prompt=none");
    store(settings, Map.of(), List.of("mail,read"), List.of(CONNECTED), Duration.ofSeconds(1));
    assertThat(loginUrls.create(REQUEST)).isNotNull();
  }

  @Test
  void wrongIntegration_isNotAmongThoseToChoose() {
    HostedAuthRequest any =
        HostedAuthRequest.builder("*").redirectUri(CONNECTED).owner("ada").build();
    store(Map.of("client_id", "none"));
    assertThatThrownBy(() -> loginUrls.create(any))
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INTEGRATION_NOT_FOUND));
    grantlet.integrations().create("birch", TestEngine.silent());
    LoginUrl url = loginUrls.create(any);
    assertThat(loginUrls.find(url.id(), Map.of()).orElseThrow().offered())
        .extracting(Integration::provider)
        .containsExactly("birch");
  }

  @Test
  void integration_thatIsWrongWhenItsLoginUrlIsOpened_sendsTheErrorToTheApplication() {
    LoginUrl url = loginUrls.create(REQUEST);
    store(Map.of("client_id", "none"));
    try (Logs logs = Logs.listen()) {
      assertThat(FlowDriver.spend(grantlet, url.id(), "ada", null).location())
          .startsWith(CONNECTED + "?success=false")
          .contains("error=api.invalid_field");
      assertThat(logs.text())
          .contains("The stored integration for acme is wrong: settings.client_id is required");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri", "api_base"})
  void address_thatIsNone_isNamedAfterTheLoginToo(String setting) {
    store(Map.of(setting, "https://id.example.com/%zz"));
    Integration stored = grantlet.integrations().get("acme");
    assertThatThrownBy(
            () -> {
              Engine.of(grantlet).providers().resolver().resolve(stored, Map.of());
              ApiSettings.base(stored);
            })
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("acme is wrong: settings." + setting + " must be an absolute https");
  }
}
