package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantSpec;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.Durable;
import org.grantlet.store.GrantStore;
import org.grantlet.store.OneTimeStore;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;

/** What a health check finds. */
class SelfCheckTest {
  private final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
  private final GrantStore grants = fragile(GrantStore.class, new MemoryGrantStore());
  private boolean down;

  /** A store that cannot be asked while this test says so. */
  private <T> T fragile(Class<T> type, T store) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (down) {
            throw new GrantletException(ErrorCode.UNAVAILABLE, type.getSimpleName() + " is away");
          }
          return method.invoke(store, arguments);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Engine engine(Secret keys) {
    return Engine.of(
        TestEngine.builder()
            .encryptionKey(keys)
            .stores(Durable.stores(integrations, grants))
            .build());
  }

  private static void connect(Engine engine, TestProvider provider) {
    engine.integrations().create("test", TestEngine.spec(provider.oauthSettings(), "a").build());
    Map<String, Object> settings = Map.of("refresh_token", provider.issueRefreshToken("a"));
    engine.grants().create("test", new GrantSpec(settings, null, null, null, "ada"));
  }

  @Test
  void whatWorks_hasNoProblems_andNoProviderIsAsked() {
    TestProvider provider = TestProvider.start();
    try (Engine engine = engine(Durable.key())) {
      connect(engine, provider);
      provider.close();
      assertThat(engine.problems()).isEmpty();
    }
  }

  @Test
  void missingKey_isNamed() {
    EncryptionKey old = EncryptionKey.random();
    try (TestProvider provider = TestProvider.start();
        Engine before = engine(Durable.key(old))) {
      connect(before, provider);
    }
    try (Engine engine = engine(Durable.key())) {
      assertThat(engine.problems())
          .containsOnlyKeys("encryptionKey")
          .hasEntrySatisfying(
              "encryptionKey",
              problem -> assertThat(problem).contains(old.id()).doesNotContain(old.encoded()));
    }
  }

  @Test
  void missingKeyOfAGrantAlone_isNamed() {
    EncryptionKey old = EncryptionKey.random();
    EncryptionKey other = EncryptionKey.random();
    try (TestProvider provider = TestProvider.start();
        Engine before = engine(Durable.key(old))) {
      connect(before, provider);
    }
    try (Engine engine = engine(Durable.key(other, old))) {
      engine.integrations().reencrypt();
    }
    try (Engine engine = engine(Durable.key(other))) {
      assertThat(engine.problems()).containsOnlyKeys("encryptionKey");
    }
  }

  @Test
  void storeThatDoesNotAnswer_isNamedAlone() {
    try (Engine engine = engine(Durable.key())) {
      down = true;
      assertThat(engine.problems()).containsExactly(Map.entry("store", "GrantStore is away"));
      down = false;
      assertThat(engine.problems()).isEmpty();
    }
  }

  @Test
  void oneTimeStoreThatDoesNotAnswer_isNamed() {
    OneTimeStore redis =
        fragile(OneTimeStore.class, new MemoryOneTimeStore(MutableClock.atNow(), 1000));
    try (Engine engine =
        Engine.of(
            TestEngine.builder().encryptionKey(Durable.key()).oneTimeStore(redis, true).build())) {
      down = true;
      assertThat(engine.problems())
          .containsExactly(Map.entry("oneTimeStore", "OneTimeStore is away"));
      down = false;
    }
  }
}
