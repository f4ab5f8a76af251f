package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.store.Durable;
import org.grantlet.store.GrantStore;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;

/**
 * A provider that rotates strictly, and one node with grants of it, on stores that fail at will.
 */
final class GrantsFixture implements AutoCloseable {
  static final String SCOPE = "openid email";

  /** Stands before each call of the store. */
  @FunctionalInterface
  interface Fault {
    /** Throws what the store is to throw; gives what it is to answer, or null to ask it. */
    Object before(Method call, Object[] arguments) throws Exception;
  }

  final MutableClock clock = MutableClock.atNow();
  final TestProvider provider =
      TestProvider.start()
          .clock(clock)
          .rotation(Rotation.STRICT)
          .accessTokenLifetime(Duration.ofMinutes(10));
  final MemoryGrantStore memory = new MemoryGrantStore();
  final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
  final List<String> told = new CopyOnWriteArrayList<>();
  final EncryptionKey key = EncryptionKey.random();
  final Grantlet grantlet;
  volatile Fault fault = (call, arguments) -> null;

  GrantsFixture() {
    grantlet = node(key).listener(new Ear()).build();
    grantlet.integrations().create("test", spec(provider.openIdSettings()));
  }

  GrantletBuilder node(EncryptionKey... keys) {
    return TestEngine.builder()
        .clock(clock)
        .encryptionKey(Durable.key(keys))
        .backgroundRefresh(Duration.ZERO)
        .stores(Durable.stores(integrations, store()));
  }

  GrantStore store() {
    return (GrantStore)
        Proxy.newProxyInstance(
            GrantStore.class.getClassLoader(),
            new Class<?>[] {GrantStore.class},
            (proxy, method, arguments) -> {
              Object answer = fault.before(method, arguments == null ? new Object[0] : arguments);
              try {
                return answer == null ? method.invoke(memory, arguments) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  static IntegrationSpec spec(Map<String, ?> settings) {
    String[] scope = settings.containsKey("issuer") ? SCOPE.split(" ") : new String[] {"email"};
    return TestEngine.spec(settings, scope).build();
  }

  Grants grants() {
    return grantlet.grants();
  }

  Grant connect(String accountId) {
    return connect(provider, accountId);
  }

  Grant connect(TestProvider at, String accountId) {
    return grants().create("test", token(at, accountId));
  }

  Grant reauthenticate(Grant grant, TestProvider at) {
    return grants().update(grant.id(), token(at, null));
  }

  private static GrantSpec token(TestProvider at, String accountId) {
    return new GrantSpec(
        Map.of("refresh_token", at.issueRefreshToken(SCOPE)), null, null, null, accountId);
  }

  static void assertFails(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GrantletException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Override
  public void close() {
    fault = (call, arguments) -> null;
    grantlet.close();
    provider.close();
  }

  private final class Ear implements GrantListener {
    @Override
    public void grantCreated(GrantEvent event) {
      told.add(event.type().wire());
    }

    @Override
    public void grantUpdated(GrantEvent event) {
      told.add(event.type().wire());
    }

    @Override
    public void grantDeleted(GrantEvent event) {
      told.add(event.type().wire());
    }

    @Override
    public void grantExpired(GrantEvent event) {
      told.add(event.type().wire());
    }
  }
}
