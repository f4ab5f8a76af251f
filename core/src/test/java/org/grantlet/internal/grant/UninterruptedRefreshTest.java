package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refreshes whose callers are interrupted, and nodes that are closed while one is under way. */
class UninterruptedRefreshTest {
  private final GrantsFixture node = new GrantsFixture();
  private final Grant grant = node.connect("account-1");
  private final AtomicReference<Object> heard = new AtomicReference<>();

  @AfterEach
  void stop() {
    node.close();
  }

  /** Asks for a token that is due, and says what came of it. */
  private void ask() {
    try {
      heard.set(node.grants().accessToken(grant.id()));
    } catch (GrantletException e) {
      heard.set(e.code());
    }
  }

  private Gate due() {
    node.clock.advance(Duration.ofMinutes(11));
    node.provider.forgetRequests();
    return node.provider.refresh().gate();
  }

  private void assertNothingIsLost() {
    String token = node.grants().accessToken(grant.id()).value();
    assertThat(node.provider.accepts(token)).isTrue();
    assertThat(node.provider.refreshes()).as("one use of the refresh token").hasSize(1);
    assertThat(node.grants().refresh(grant.id()).id()).as("with the rotated one").isNotNull();
  }

  @Test
  void interruptedCaller_losesNoToken() throws Exception {
    Gate gate = due();
    Thread caller = new Thread(this::ask);
    caller.start();
    gate.awaitArrivals(1);
    caller.interrupt();
    caller.join(Patience.LIMIT.toMillis());
    assertThat(heard.get()).as("it stopped waiting").isEqualTo(ErrorCode.UNAVAILABLE);
    gate.open();
    assertNothingIsLost();
  }

  @Test
  void poolOfTheHost_thatIsShutDownNow_losesNoToken() throws Exception {
    Gate gate = due();
    ExecutorService host = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      host.execute(this::ask);
    }
    gate.awaitArrivals(1);
    host.shutdownNow();
    assertThat(host.awaitTermination(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    gate.open();
    assertNothingIsLost();
  }

  @Test
  void interruptedNativeAuthentication_losesNoToken() throws Exception {
    Gate gate = due();
    Thread caller = new Thread(() -> node.connect("account-2"));
    caller.setUncaughtExceptionHandler((thread, e) -> heard.set(e));
    caller.start();
    gate.awaitArrivals(1);
    caller.interrupt();
    caller.join(Patience.LIMIT.toMillis());
    assertThat(heard.get()).isInstanceOf(GrantletException.class);
    gate.open();
    Patience.await("the grant").until(() -> node.memory.scan("", 10).size() == 2);
  }

  @Test
  void close_awaitsWhatWasSent_beforeTheStoresAreClosed() throws Exception {
    Gate gate = due();
    Thread caller = new Thread(this::ask);
    caller.start();
    gate.awaitArrivals(1);
    List<Long> versionsAtClose = new CopyOnWriteArrayList<>();
    node.fault =
        (call, arguments) -> {
          if (call.getName().equals("close")) {
            versionsAtClose.add(node.memory.find(grant.id()).orElseThrow().version());
          }
          return null;
        };
    Thread closer = new Thread(node.grantlet::close);
    closer.start();
    Patience.await("it waits").until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    closer.interrupt(); // a container that is in a hurry
    gate.open();
    closer.join(Patience.LIMIT.toMillis());
    caller.join(Patience.LIMIT.toMillis());
    assertThat(versionsAtClose).as("the tokens were kept").containsExactly(2L);

    try (Grantlet next = node.node(node.key).build()) {
      assertThat(next.grants().refresh(grant.id()).id()).isEqualTo(grant.id());
    }
    assertThat(node.provider.refreshes()).hasSize(2);
  }

  @Test
  void close_dropsWhatWasNotSent() throws Exception {
    due();
    AtomicReference<Instant> asked = new AtomicReference<>();
    node.fault =
        (call, arguments) -> {
          if (call.getName().equals("lease")) {
            asked.set((Instant) arguments[2]);
            return false; // another node has it
          }
          return null;
        };
    Thread caller = new Thread(this::ask);
    caller.start();
    Patience.await("it waits for the lease").until(() -> asked.get() != null);
    node.grantlet.close();
    caller.join(Patience.LIMIT.toMillis());
    assertThat(heard.get()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(node.provider.requests(Endpoint.TOKEN)).isEmpty();
    GrantsFixture.assertFails(() -> node.grants().refresh(grant.id()), ErrorCode.UNAVAILABLE);
  }
}
