package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which thread a call to a provider runs, and what closing waits for. */
class UninterruptedCallsTest {
  private final UninterruptedCalls calls = new UninterruptedCalls(Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    calls.close();
  }

  @Test
  void run_inARequestOfTheseThreads_staysOnItsThread() throws Exception {
    CompletableFuture<Boolean> same = new CompletableFuture<>();
    calls.execute(
        () -> {
          Thread request = Thread.currentThread();
          same.complete(calls.run(Thread::currentThread) == request);
        });
    assertThat(same.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void run_ofAnotherThread_leavesIt() {
    assertThat(calls.run(Thread::currentThread)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void close_awaitsRequests_andLetsThemSendNothingNew() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CompletableFuture<Object> refused = new CompletableFuture<>();
    calls.execute(
        () -> {
          try {
            open.await();
            refused.complete(calls.run(() -> "sent"));
          } catch (GrantletException | InterruptedException e) {
            refused.complete(e);
          }
        });
    Thread closer = new Thread(calls::close);
    closer.start();
    Patience.await("it waits").until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    open.countDown();
    closer.join(Patience.LIMIT.toMillis());
    assertThat(refused.getNow("nothing"))
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThatThrownBy(() -> calls.run(() -> "late")).isInstanceOf(GrantletException.class);
  }
}
