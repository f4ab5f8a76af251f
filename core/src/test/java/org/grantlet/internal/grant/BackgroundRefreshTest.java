package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.grantlet.ConfigurationException;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletException;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.store.Durable;
import org.grantlet.store.GrantStore;
import org.grantlet.testing.Logs;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds over the grants of a store that several nodes share. */
class BackgroundRefreshTest {
  private static final Duration PERIOD = Duration.ofMinutes(30);

  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider =
      TestProvider.start().clock(clock).accessTokenLifetime(Duration.ofMinutes(20));
  private final AtomicReference<Instant> roundUntil = new AtomicReference<>(Instant.MIN);
  private final GrantStore store = shared(new MemoryGrantStore());
  private final List<String> expired = new CopyOnWriteArrayList<>();
  private final List<Grant> grants = new ArrayList<>();
  private volatile String broken = "";
  private volatile String away = "";
  private Grantlet grantlet;
  private BackgroundRefresh refresh;

  /** Gives the right to a round once, as a store of several nodes does. */
  private GrantStore shared(GrantStore memory) {
    return (GrantStore)
        Proxy.newProxyInstance(
            GrantStore.class.getClassLoader(),
            new Class<?>[] {GrantStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("lease") && arguments[0].equals("background-refresh")) {
                Instant now = (Instant) arguments[2];
                Instant until = (Instant) arguments[3];
                return roundUntil
                        .getAndUpdate(end -> now.isBefore(end) ? end : until)
                        .compareTo(now)
                    <= 0;
              }
              if (method.getName().equals("find") && arguments[0].equals(away)) {
                throw new GrantletException(ErrorCode.UNAVAILABLE, "the database is away");
              }
              if (method.getName().equals("find") && arguments[0].equals(broken)) {
                throw new NoClassDefFoundError("com/example/Missing");
              }
              return method.invoke(memory, arguments);
            });
  }

  private GrantletBuilder builder() {
    return TestEngine.builder().clock(clock);
  }

  @BeforeEach
  void start() {
    grantlet =
        builder()
            .stores(Durable.stores(new MemoryIntegrationStore(), store))
            .encryptionKey(Durable.key())
            .backgroundRefresh(Duration.ZERO)
            .integration(
                "test", TestEngine.spec(provider.openIdSettings(), "openid", "email").build())
            .listener(
                new GrantListener() {
                  @Override
                  public void grantExpired(GrantEvent event) {
                    expired.add(event.grantId());
                  }
                })
            .build();
    refresh = node();
    for (int i = 0; i < 3; i++) {
      provider.user(new TestUser("subject-" + i, i + "@example.com", "Person " + i));
      String token = provider.issueRefreshToken("openid email");
      grants.add(
          grantlet
              .grants()
              .create(
                  "test", new GrantSpec(Map.of("refresh_token", token), null, null, null, null)));
    }
    provider.forgetRequests();
  }

  private BackgroundRefresh node() {
    return new BackgroundRefresh(store, grantlet.grants(), clock, PERIOD);
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private static boolean threadIsThere() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("grantlet-refreshing-in-the-background"));
  }

  @Test
  void round_refreshesEachGrantOnce_thoughItsNewTokenEndsBeforeTheNextRound() {
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    assertThat(provider.refreshes()).hasSize(3);
    grants.forEach(grant -> grantlet.grants().accessToken(grant.id()));
    assertThat(provider.refreshes()).as("the tokens are there").hasSize(3);
  }

  @Test
  void round_thatLostTheStore_goesOn_andRefreshesNoGrantTwice() {
    clock.advance(Duration.ofMinutes(1));
    away = grants.get(1).id();
    assertThatThrownBy(refresh::round).isInstanceOf(GrantletException.class);
    int before = provider.refreshes().size();
    assertThat(before).isLessThan(3);
    away = "";
    refresh.round();
    assertThat(provider.refreshes().size()).isBetween(before + 1, 3);
    int after = provider.refreshes().size();
    refresh.round();
    assertThat(provider.refreshes()).as("the round is made").hasSize(after);
  }

  @Test
  void round_isMadeByOneNodeInEachPeriod() {
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    node().round();
    assertThat(provider.refreshes()).hasSize(3);
    clock.advance(PERIOD);
    node().round();
    refresh.round();
    assertThat(provider.refreshes()).hasSize(6);
  }

  @Test
  void round_leavesTokensAlone_thatLastUntilTheNext() {
    provider.accessTokenLifetime(Duration.ofHours(2));
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    provider.forgetRequests();
    clock.advance(PERIOD);
    refresh.round();
    assertThat(provider.refreshes()).isEmpty();
  }

  @Test
  void round_refreshesEachGrantOnceADay_howeverLongItsTokenLasts() {
    provider.accessTokenLifetime(Duration.ofDays(60));
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    provider.forgetRequests();
    BackgroundRefresh daily =
        new BackgroundRefresh(store, grantlet.grants(), clock, Duration.ofDays(1));
    for (int hour = 1; hour <= 48; hour++) {
      clock.advance(Duration.ofHours(1));
      daily.round();
      assertThat(provider.refreshes()).as("after %s hours", hour).hasSize(hour / 24 * 3);
    }
  }

  @Test
  void round_findsDeadGrants_andTellsOfThemOnce() {
    provider.revokeAll();
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    clock.advance(PERIOD);
    refresh.round();
    assertThat(expired)
        .containsExactlyInAnyOrderElementsOf(grants.stream().map(Grant::id).toList());
    assertThat(grantlet.grants().get(grants.get(0).id()).status()).isEqualTo(GrantStatus.INVALID);
    assertThat(provider.refreshes()).hasSize(3);
  }

  @Test
  void wordsOfAProvider_areLoggedWithoutWholeAddresses() {
    clock.advance(Duration.ofMinutes(1));
    provider.refresh().reply(Reply.oauthError("invalid_request", "not for ada@example.com"));
    try (Logs logs = Logs.listen()) {
      refresh.round();
      assertThat(logs.text())
          .contains("was not refreshed: The provider refused", "not for ***@example.com")
          .doesNotContain("ada@");
    }
  }

  @Test
  void round_asksAProviderThatIsDown_onlyOnce() {
    provider.refresh().reply(Reply.status(503));
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    assertThat(provider.refreshes()).hasSize(1);
    assertThat(expired).isEmpty();
  }

  @Test
  void round_goesOn_pastAGrantThatBreaksIt() {
    broken = grants.get(1).id();
    clock.advance(Duration.ofMinutes(1));
    refresh.round();
    assertThat(provider.refreshes()).hasSize(2);
  }

  @Test
  void builder_withADurableStore_refreshesUnlessItIsToldNotTo() {
    try (Grantlet durable =
        builder()
            .stores(Durable.stores(new MemoryIntegrationStore(), new MemoryGrantStore()))
            .encryptionKey(Durable.key())
            .build()) {
      assertThat(durable.grants()).isNotNull();
      assertThat(threadIsThere()).isTrue();
    }
  }

  @Test
  void builder_startsNoThread_unlessItIsAskedTo() {
    awaitNoThread();
    try (Grantlet asked = builder().backgroundRefresh(PERIOD).build()) {
      assertThat(asked.grants()).isNotNull();
      assertThat(threadIsThere()).isTrue();
    }
    awaitNoThread();
  }

  private static void awaitNoThread() {
    Patience.await("close ends it").until(() -> !threadIsThere());
  }

  @Test
  void builder_refusesAPeriodThatIsTooShort() {
    assertThatThrownBy(() -> builder().backgroundRefresh(Duration.ofSeconds(59)).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("grantlet.background-refresh must be between 60 and 2592000");
  }
}
