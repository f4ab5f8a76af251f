package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that expire, rotate, fail and end. */
class GrantsTest {
  private final MutableClock clock = MutableClock.atNow();
  private final List<GrantEvent> events = new CopyOnWriteArrayList<>();
  private final TestProvider provider =
      TestProvider.start().clock(clock).accessTokenLifetime(Duration.ofMinutes(10));
  private Grantlet grantlet;
  private Grants grants;
  private Grant grant;

  @BeforeEach
  void start() {
    grantlet =
        TestEngine.builder()
            .clock(clock)
            .integration(
                "test", TestEngine.spec(provider.openIdSettings(), "openid", "email").build())
            .listener(new Recorder())
            .build();
    grants = grantlet.grants();
    grant = grants.create("test", spec("openid email"));
    provider.forgetRequests();
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private final class Recorder implements GrantListener {
    @Override
    public void grantCreated(GrantEvent event) {
      events.add(event);
    }

    @Override
    public void grantExpired(GrantEvent event) {
      events.add(event);
    }

    @Override
    public void grantDeleted(GrantEvent event) {
      events.add(event);
    }
  }

  private GrantSpec spec(String scope) {
    return new GrantSpec(
        Map.of("refresh_token", provider.issueRefreshToken(scope)), null, null, null, null);
  }

  private List<String> told() {
    return events.stream().map(event -> event.type().wire()).toList();
  }

  private static void assertFails(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GrantletException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void nativeGrant_hasTheAccountOfItsRefreshToken() {
    assertThat(grant.email()).isEqualTo(TestUser.ADA.email());
    assertThat(grant.providerUserId()).isEqualTo(TestUser.ADA.subject());
    assertThat(grant.scope()).containsExactly("openid", "email");
    assertThat(told()).containsExactly("grant.created");
  }

  @Test
  void accessToken_thatIsFresh_asksNobody() {
    String first = grants.accessToken(grant.id()).value();
    assertThat(grants.accessToken(grant.id()).value()).isEqualTo(first);
    assertThat(provider.requests(Endpoint.TOKEN)).isEmpty();
  }

  @Test
  void accessToken_inItsLastMinute_isRefreshed() {
    String first = grants.accessToken(grant.id()).value();
    clock.advance(Duration.ofMinutes(9).minusSeconds(1));
    assertThat(grants.accessToken(grant.id()).value()).isEqualTo(first);
    clock.advance(Duration.ofSeconds(1));

    String second = grants.accessToken(grant.id()).value();
    assertThat(second).isNotEqualTo(first);
    assertThat(provider.accepts(second)).isTrue();
  }

  @Test
  void accessToken_askedFor200TimesAtOnce_isRefreshedOnce() throws Exception {
    provider.rotation(Rotation.STRICT);
    clock.advance(Duration.ofMinutes(11));
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Callable<String>> callers =
          IntStream.range(0, 200)
              .<Callable<String>>mapToObj(i -> () -> grants.accessToken(grant.id()).value())
              .toList();
      List<String> tokens = new ArrayList<>();
      for (Future<String> caller : threads.invokeAll(callers)) {
        tokens.add(caller.get());
      }
      assertThat(tokens.stream().distinct()).hasSize(1);
      assertThat(provider.accepts(tokens.get(0))).isTrue();
      assertThat(provider.refreshes()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void rotation_isFollowed() {
    provider.rotation(Rotation.STRICT);
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(11));
      assertThat(provider.accepts(grants.accessToken(grant.id()).value())).isTrue();
    }
    assertThat(provider.refreshes()).hasSize(3);
  }

  @Test
  void absentRefreshToken_leavesTheOldOne() {
    provider.rotation(Rotation.OFF);
    clock.advance(Duration.ofMinutes(11));
    grants.accessToken(grant.id());
    clock.advance(Duration.ofMinutes(11));
    assertThat(provider.accepts(grants.accessToken(grant.id()).value())).isTrue();
  }

  @Test
  void absentExpiresIn_isNoExpiry() {
    provider.refresh().remove("expires_in");
    grants.refresh(grant.id());
    clock.advance(Duration.ofDays(365));
    assertThat(grants.accessToken(grant.id()).expiresAt()).isNull();
    assertThat(provider.refreshes()).hasSize(1);
  }

  @Test
  void invalidGrant_endsTheGrantOnce() {
    provider.revokeAll();
    clock.advance(Duration.ofMinutes(11));

    assertFails(() -> grants.accessToken(grant.id()), ErrorCode.REFRESH_TOKEN_INVALID);
    assertFails(() -> grants.accessToken(grant.id()), ErrorCode.REFRESH_TOKEN_INVALID);
    assertFails(() -> grants.refresh(grant.id()), ErrorCode.REFRESH_TOKEN_INVALID);
    assertThat(grants.get(grant.id()).status()).isEqualTo(GrantStatus.INVALID);
    assertThat(told()).containsExactly("grant.created", "grant.expired");
    assertThat(provider.refreshes()).hasSize(1);
  }

  @Test
  void failingProvider_isNotTheEnd_andTheOldTokenServesWhileItLasts() {
    String old = grants.accessToken(grant.id()).value();
    provider.refresh().reply(Reply.status(503));
    clock.advance(Duration.ofMinutes(9).plusSeconds(10));
    assertThat(grants.accessToken(grant.id()).value()).isEqualTo(old);

    clock.advance(Duration.ofMinutes(1));
    assertFails(() -> grants.accessToken(grant.id()), ErrorCode.PROVIDER_ERROR);
    assertThat(grants.get(grant.id()).status()).isEqualTo(GrantStatus.VALID);

    provider.behaveWell();
    clock.advance(Duration.ofMinutes(2));
    assertThat(provider.accepts(grants.accessToken(grant.id()).value())).isTrue();
    assertThat(told()).containsExactly("grant.created");
  }

  @Test
  void failingProvider_isLeftAloneForAWhile() {
    provider.refresh().reply(Reply.status(429));
    clock.advance(Duration.ofMinutes(11));
    for (int i = 0; i < 5; i++) {
      assertFails(() -> grants.accessToken(grant.id()), ErrorCode.PROVIDER_ERROR);
    }
    assertThat(provider.refreshes()).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    assertFails(() -> grants.accessToken(grant.id()), ErrorCode.PROVIDER_ERROR);
    assertThat(provider.refreshes()).hasSize(2);
  }

  @Test
  void hangingProvider_isWaitedForWithABound() {
    try (GrantsFixture node = new GrantsFixture();
        Grantlet impatient = node.node(node.key).providerTimeout(Duration.ofSeconds(1)).build()) {
      String id = node.connect("account-1").id();
      node.provider.refresh().hang();
      node.clock.advance(Duration.ofMinutes(11));
      assertFails(() -> impatient.grants().accessToken(id), ErrorCode.PROVIDER_ERROR);
    }
  }

  @Test
  void deletedIntegration_leavesTheGrantReadable() {
    grantlet.integrations().delete("test");
    assertThat(grants.get(grant.id()).status()).isEqualTo(GrantStatus.VALID);
    assertThat(provider.accepts(grants.accessToken(grant.id()).value())).isTrue();
    clock.advance(Duration.ofMinutes(11));
    assertFails(() -> grants.accessToken(grant.id()), ErrorCode.INTEGRATION_NOT_FOUND);
  }

  @Test
  void delete_revokesAtTheProvider() {
    String token = grants.accessToken(grant.id()).value();
    grants.delete(grant.id());
    assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
    assertThat(provider.accepts(token)).isFalse();
    assertFails(() -> grants.accessToken(grant.id()), ErrorCode.GRANT_NOT_FOUND);
    assertFails(() -> grants.delete(grant.id()), ErrorCode.GRANT_NOT_FOUND);
    assertThat(told()).containsExactly("grant.created", "grant.deleted");
  }

  @Test
  void delete_worksWhileTheProviderDoesNot() {
    provider.revocation().reply(Reply.status(500));
    grants.delete(grant.id());
    assertThat(grants.find(grant.id())).isEmpty();
  }

  @Test
  void create_withADeadRefreshToken_writesNothing() {
    GrantSpec spec = spec("openid email");
    provider.revokeAll();
    assertFails(() -> grants.create("test", spec), ErrorCode.REFRESH_TOKEN_INVALID);
    assertThat(told()).containsExactly("grant.created");
  }

  @Test
  void update_withAnotherAccountsRefreshToken_leavesTheGrant() {
    provider.user(TestUser.GRACE);
    GrantSpec other = spec("openid email");
    assertFails(() -> grants.update(grant.id(), other), ErrorCode.REAUTH_EMAIL_INVALID);
    assertThat(grants.get(grant.id())).isEqualTo(grant);
  }
}
