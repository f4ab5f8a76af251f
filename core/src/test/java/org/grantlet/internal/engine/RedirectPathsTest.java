package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.integration.RedirectPaths;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.store.Durable;
import org.grantlet.store.IntegrationStore;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of an application do not wait for a store that is slow or away. */
class RedirectPathsTest {
  private final MutableClock clock = MutableClock.atNow();
  private final Store store = new Store();
  private final Grantlet grantlet =
      Grantlet.builder()
          .baseUrl("https://app.example.com")
          .customProviders(true)
          .clock(clock)
          .encryptionKey(Durable.key())
          .stores(Durable.stores(store, new MemoryGrantStore()))
          .integration("acme", spec("/connected"))
          .build();
  private final RedirectPaths paths = Engine.of(grantlet).flow().redirectPaths();

  @BeforeEach
  void know() {
    Patience.await("the first paths").until(() -> !paths.contains("/other"));
    assertThat(paths.contains("/connected")).isTrue();
    assertThat(paths.contains("/more")).isFalse();
    clock.advance(Duration.ofSeconds(3));
  }

  @AfterEach
  void stop() {
    store.held.countDown();
    grantlet.close();
  }

  private static IntegrationSpec spec(String path) {
    return IntegrationSpec.builder()
        .clientId("client")
        .clientSecret("secret")
        .setting("authorization_endpoint", "https://id.example.com/authorize")
        .setting("token_endpoint", "https://id.example.com/token")
        .redirectUris("https://app.example.com" + path)
        .build();
  }

  /** The clock stands still: what is loaded once is enough, however late its thread is. */
  private void awaitKnown(String path) {
    Patience.await(path + " is known").until(() -> paths.contains(path));
  }

  @Test
  void newPath_isKnownWhenTheOldAnswerIsTooOld() {
    grantlet.integrations().create("birch", spec("/more"));
    awaitKnown("/more");
  }

  @Test
  void redirectUrisThatAreNone_leaveTheOthersKnown() {
    Integration made = grantlet.integrations().create("birch", spec("/birch"));
    store.replace(
        new Integration(
            made.id(),
            made.provider(),
            made.name(),
            made.settings(),
            made.encryptedSettings(),
            made.scope(),
            List.of(
                "https://app.example.com/x%zz",
                "mailto:ada@example.com", "https://app.example.com/more"),
            made.expiresIn(),
            made.createdAt(),
            made.updatedAt(),
            made.version() + 1));
    awaitKnown("/more");
  }

  @Test
  void slowStore_isAskedByOne_andAllGetWhatWasKnown() {
    grantlet.integrations().create("birch", spec("/more"));
    int before = store.lists.get();
    store.held = new CountDownLatch(1);
    for (int i = 0; i < 1_000; i++) {
      clock.advance(Duration.ofSeconds(3));
      assertThat(paths.contains("/connected")).isTrue();
      assertThat(paths.contains("/more")).isFalse();
    }
    Patience.await("the one that asks").until(() -> store.lists.get() > before);
    assertThat(store.lists.get()).isEqualTo(before + 1);
    store.held.countDown();
    awaitLoaded("/more");
  }

  @Test
  void storeThatIsAway_leavesTheLastKnownPathsStanding() {
    grantlet.integrations().create("birch", spec("/more"));
    store.away = true;
    for (int i = 0; i < 3; i++) {
      assertThat(paths.contains("/connected")).isTrue();
      assertThat(paths.contains("/shop")).isFalse();
      clock.advance(Duration.ofSeconds(3));
    }
    store.away = false;
    awaitLoaded("/more"); // the last failure may be told as late as now
  }

  private void awaitLoaded(String path) {
    Patience.await(path + " is loaded")
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(3));
              return paths.contains(path);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "./", "/."})
  void pathOfThousandsOfSegments_isReadWithoutRecursion(String segment) {
    assertThat(paths.contains("/" + segment.repeat(20_000) + "/Connected")).isTrue();
    assertThat(paths.contains("/" + segment.repeat(20_000) + "/shop")).isFalse();
  }

  private static final class Store implements IntegrationStore {
    private final IntegrationStore store = new MemoryIntegrationStore();
    private final AtomicInteger lists = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile boolean away;

    @Override
    public Optional<Integration> find(String provider) {
      return store.find(provider);
    }

    @Override
    public List<Integration> list() {
      lists.incrementAndGet();
      if (away) {
        throw new GrantletException(ErrorCode.UNAVAILABLE, "away");
      }
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return store.list();
    }

    @Override
    public boolean insert(Integration integration) {
      return store.insert(integration);
    }

    @Override
    public boolean replace(Integration integration) {
      return store.replace(integration);
    }

    @Override
    public boolean delete(String provider) {
      return store.delete(provider);
    }
  }
}
