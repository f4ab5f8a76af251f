package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.Durable;
import org.grantlet.store.OneTimeStore;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;

/** Two nodes with one store, and browsers that come to either. */
abstract class TwoNodes {
  static final String CONNECTED = TestEngine.CONNECTED;
  static final String CALLBACK = FlowDriver.callback("test");

  final TestProvider provider = TestProvider.start();
  final MutableClock clock = MutableClock.atNow();
  final List<AuthenticationFailure> failures = new CopyOnWriteArrayList<>();
  final MemoryOneTimeStore store = new MemoryOneTimeStore(clock, 1 << 20);
  final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
  final MemoryGrantStore grants = new MemoryGrantStore();
  final EncryptionKey key = EncryptionKey.random();
  final Grantlet one = node(key);
  final Grantlet two = node(key);

  @AfterEach
  void stop() {
    one.close();
    two.close();
    provider.close();
  }

  Grantlet node(EncryptionKey its) {
    return TestEngine.builder()
        .encryptionKey(Durable.key(its))
        .stores(Durable.stores(integrations, grants))
        .clock(clock)
        .oneTimeStore(shared(store), true)
        .integration("test", spec(CONNECTED))
        .listener(new Failures(failures))
        .build();
  }

  /** What the nodes share; called while they are made. */
  OneTimeStore shared(OneTimeStore inMemory) {
    return inMemory;
  }

  IntegrationSpec spec(String redirectUri) {
    return TestEngine.spec(provider.openIdSettings(), "openid", "email")
        .redirectUris(redirectUri)
        .build();
  }

  String loginUrl(String owner) {
    HostedAuthRequest request =
        HostedAuthRequest.builder("test")
            .redirectUri(CONNECTED)
            .state("s")
            .loginHint("ada@example.com")
            .owner(owner)
            .build();
    return Engine.of(one).flow().loginUrls().create(request).id();
  }

  Visitor visitor(String id) {
    return new Visitor(List.of(BrowserSecret.next(clock, id)), null, null);
  }

  static Optional<AuthorizationRedirect> press(Grantlet node, String id, Visitor visitor) {
    return FlowDriver.press(node, id, visitor, null);
  }

  AuthorizationResponse answer(AuthorizationRedirect begun) {
    return new AuthorizationResponse(
        CALLBACK,
        provider.authorize(URI.create(begun.location())).parameters(),
        begun.browserSecret(),
        "192.0.2.1",
        "Test/1");
  }

  static Optional<String> bring(Grantlet node, AuthorizationResponse answer) {
    return FlowDriver.bring(node, answer, null);
  }

  static void assertRefused(ErrorCode code, Callable<?> call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(GrantletException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  void see(String end, Visitor visitor) {
    Map<String, List<String>> query = URLUtils.parseParameters(URI.create(end).getRawQuery());
    assertThat(
            Engine.of(one)
                .flow()
                .issuedRedirects()
                .take("/connected", query, visitor.browserSecrets()))
        .isPresent();
  }

  static <T> List<T> inParallel(IntFunction<Callable<T>> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(IntStream.range(0, 16).mapToObj(call).toList())) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
