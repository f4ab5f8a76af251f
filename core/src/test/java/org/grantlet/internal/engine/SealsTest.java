package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.engine.TestEngine.CONNECTED;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.LoginUrl;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.Durable;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.StoredGrant;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody can write to the stores and has no key: what is encrypted decrypts at its place alone.
 */
class SealsTest {
  private final TestProvider provider = TestProvider.start();
  private final MutableClock clock = MutableClock.atNow();
  private final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
  private final MemoryGrantStore grants = new MemoryGrantStore();
  private final SwappingStore oneTime = new SwappingStore(new MemoryOneTimeStore(clock, 100_000));
  private final Grantlet grantlet =
      TestEngine.builder()
          .clock(clock)
          .encryptionKey(Durable.key())
          .stores(Durable.stores(integrations, grants))
          .oneTimeStore(oneTime, true)
          .build();

  @BeforeEach
  void connect() {
    for (String name : List.of("test", "other")) {
      IntegrationSpec.Builder spec = TestEngine.spec(provider.oauthSettings(), "calendar");
      grantlet.integrations().create(name, spec.build());
    }
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private String grantOf(String account) {
    Map<String, Object> settings = Map.of("refresh_token", provider.issueRefreshToken("calendar"));
    return grantlet
        .grants()
        .create("test", new GrantSpec(settings, null, null, null, account))
        .id();
  }

  private static void assertDoesNotOpen(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("changed or moved");
  }

  @Test
  void tokens_movedToAnotherGrant_doNotOpen() {
    StoredGrant victim = grants.find(grantOf("ada")).orElseThrow();
    StoredGrant attacker = grants.find(grantOf("eve")).orElseThrow();
    Grant own = attacker.grant();
    assertThat(grants.replace(attacker.next(own, victim.encryptedTokens(), victim.expiresAt())))
        .isTrue();

    assertDoesNotOpen(() -> grantlet.grants().accessToken(own.id()));
    assertDoesNotOpen(() -> grantlet.grants().refresh(own.id()));
    assertThat(grantlet.grants().accessToken(victim.id()).value()).isNotEmpty();
  }

  private void move(String member, Integration from, String otherMember, Integration to) {
    Map<String, String> encrypted = new LinkedHashMap<>(to.encryptedSettings());
    encrypted.put(otherMember, from.encryptedSettings().get(member));
    assertThat(
            integrations.replace(
                new Integration(
                    to.id(),
                    to.provider(),
                    to.name(),
                    to.settings(),
                    encrypted,
                    to.scope(),
                    to.redirectUris(),
                    to.expiresIn(),
                    to.createdAt(),
                    to.updatedAt(),
                    to.version() + 1)))
        .isTrue();
  }

  private IntegrationService service() {
    return (IntegrationService) grantlet.integrations();
  }

  @Test
  void secret_movedToAnotherIntegration_doesNotOpen() {
    Integration from = grantlet.integrations().get("test");
    move("client_secret", from, "client_secret", grantlet.integrations().get("other"));
    Integration forged = grantlet.integrations().get("other");

    assertDoesNotOpen(() -> service().secret(forged, "client_secret"));
    assertDoesNotOpen(() -> service().credentials(forged));
    assertThat(service().secret(from, "client_secret")).isNotNull();
  }

  @Test
  void secret_movedToAnotherMember_doesNotOpen() {
    Integration from = grantlet.integrations().get("test");
    move("client_secret", from, "api_secret", from);
    Integration forged = grantlet.integrations().get("test");

    assertDoesNotOpen(() -> service().secret(forged, "api_secret"));
    assertThat(service().secret(forged, "client_secret")).isNotNull();
  }

  /** Else anybody who has a login URL could be sent through somebody else's. */
  @Test
  void loginUrl_withTheValueOfAnother_doesNotOpen() {
    LoginUrl ada = Engine.of(grantlet).flow().loginUrls().create(request("ada"));
    LoginUrl eve = Engine.of(grantlet).flow().loginUrls().create(request("eve"));
    assertThat(owner(ada)).isEqualTo("ada");
    oneTime.swapped = true;

    for (LoginUrl url : List.of(ada, eve)) {
      assertThat(owner(url)).isNull();
    }
  }

  /** Whose a login URL is; null if it is good for nothing. */
  private String owner(LoginUrl url) {
    try {
      return Engine.of(grantlet)
          .flow()
          .loginUrls()
          .find(url.id(), Map.of())
          .map(OpenedLogin::owner)
          .orElse(null);
    } catch (GrantletException e) {
      return null;
    }
  }

  private static HostedAuthRequest request(String owner) {
    return HostedAuthRequest.builder("test").redirectUri(CONNECTED).owner(owner).build();
  }

  /** Once swapped, answers for each of two keys with the value of the other. */
  private static final class SwappingStore implements OneTimeStore {
    private final OneTimeStore store;
    private String first;
    private String second;
    private boolean swapped;

    SwappingStore(OneTimeStore store) {
      this.store = store;
    }

    private String key(String key) {
      return !swapped ? key : key.equals(first) ? second : first;
    }

    @Override
    public boolean offer(String key, byte[] value, Instant expiresAt, String holder) {
      if (first == null) {
        first = key;
      } else {
        second = key;
      }
      return store.offer(key, value, expiresAt, holder);
    }

    @Override
    public boolean claim(String key, byte[] value, Instant expiresAt) {
      return store.claim(key, value, expiresAt);
    }

    @Override
    public Optional<byte[]> peek(String key) {
      return store.peek(key(key));
    }

    @Override
    public boolean replace(
        String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
      return store.replace(key(key), expected, value, expiresAt, ended);
    }

    @Override
    public boolean remove(String key, byte[] expected) {
      return store.remove(key(key), expected);
    }
  }
}
