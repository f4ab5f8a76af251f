package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that come while a refresh is under way, each with a rule of its own. */
class JoinedRefreshTest {
  private final GrantsFixture node = new GrantsFixture();
  private final Grant grant = node.connect("account-1");
  private final String old = node.grants().accessToken(grant.id()).value();

  @AfterEach
  void stop() {
    node.close();
  }

  /** In its last minute: due, and not expired. */
  private Gate due() {
    node.clock.advance(Duration.ofMinutes(9).plusSeconds(30));
    node.provider.forgetRequests();
    return node.provider.refresh().gate();
  }

  private CompletableFuture<Object> start(Supplier<Object> call) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                result.complete(call.get());
              } catch (GrantletException e) {
                result.complete(e.code());
              }
            });
    caller.start();
    Patience.await("it waits")
        .until(() -> caller.getState() == Thread.State.TIMED_WAITING || result.isDone());
    return result;
  }

  private static Object end(CompletableFuture<Object> call) throws Exception {
    return call.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private Object token() {
    return node.grants().accessToken(grant.id()).value();
  }

  private Object refresh() {
    return node.grants().refresh(grant.id()).id();
  }

  @Test
  void lazyCaller_thatJoinsAForcedOneWhichFails_getsTheOldToken() throws Exception {
    Gate gate = due();
    node.provider.refresh().reply(Reply.status(503));
    CompletableFuture<Object> forced = start(this::refresh);
    gate.awaitArrivals(1);
    CompletableFuture<Object> lazy = start(this::token);
    gate.open();
    assertThat(end(forced)).isEqualTo(ErrorCode.PROVIDER_ERROR);
    assertThat(end(lazy)).isEqualTo(old);
    assertThat(node.provider.refreshes()).hasSize(1);
  }

  @Test
  void forcedCaller_doesNotTakeALazyOnesFailureForSuccess() throws Exception {
    Gate gate = due();
    node.provider.refresh().reply(Reply.status(503));
    CompletableFuture<Object> lazy = start(this::token);
    gate.awaitArrivals(1);
    CompletableFuture<Object> forced = start(this::refresh);
    gate.open();
    assertThat(end(lazy)).isEqualTo(old);
    assertThat(end(forced)).isEqualTo(ErrorCode.PROVIDER_ERROR);
  }

  @Test
  void forcedCaller_refreshesAfterALazyOne_neverBesideIt() throws Exception {
    Gate gate = due();
    CompletableFuture<Object> lazy = start(this::token);
    gate.awaitArrivals(1);
    CompletableFuture<Object> forced = start(this::refresh);
    assertThat(node.provider.refreshes()).as("one at a time").hasSize(1);
    gate.open();
    assertThat(end(lazy)).isNotEqualTo(old);
    assertThat(end(forced)).isEqualTo(grant.id());
    assertThat(node.provider.accepts(node.grants().accessToken(grant.id()).value())).isTrue();
    assertThat(node.provider.refreshes()).hasSize(2);
  }

  /** A thousand callers do not decrypt a thousand times. */
  @Test
  void lazyCallers_getWhatWasDecryptedOnce() throws Exception {
    Gate gate = due();
    CompletableFuture<Object> first = start(() -> node.grants().accessToken(grant.id()).secret());
    gate.awaitArrivals(1);
    CompletableFuture<Object> second = start(() -> node.grants().accessToken(grant.id()).secret());
    gate.open();
    assertThat(end(second)).isSameAs(end(first)).isNotEqualTo(Secret.of(old));
  }

  @Test
  void forcedCallers_shareOneRefresh() throws Exception {
    Gate gate = due();
    CompletableFuture<Object> first = start(this::refresh);
    gate.awaitArrivals(1);
    CompletableFuture<Object> second = start(this::refresh);
    gate.open();
    assertThat(end(first)).isEqualTo(end(second)).isEqualTo(grant.id());
    assertThat(node.provider.refreshes()).hasSize(1);
  }

  /** The rest of a storm of 401s: a second refresh would end the token that others now use. */
  @Test
  void refusedToken_thatIsReplacedWhileItIsLookedAt_isNotReplacedAgain() {
    node.clock.advance(Duration.ofMinutes(1));
    AccessToken refused = node.grants().accessToken(grant.id());
    node.provider.forgetRequests();
    AtomicBoolean first = new AtomicBoolean(true);
    node.fault =
        (call, arguments) -> {
          if (!call.getName().equals("find") || !first.getAndSet(false)) {
            return null;
          }
          Object before = call.invoke(node.memory, arguments);
          node.grants().refresh(grant.id());
          return before;
        };
    AccessToken next =
        ((GrantService) node.grants()).afterRefusal(grant.id(), refused).orElseThrow();
    assertThat(next.value()).isNotEqualTo(old).isEqualTo(token());
    assertThat(node.provider.refreshes()).hasSize(1);
  }
}
