package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who need the same grant at the same time. */
class SharedReadsTest {
  private final GrantsFixture node = new GrantsFixture();
  private final Grant grant = node.connect("account-1");
  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch firstRead = new CountDownLatch(1);
  private volatile RuntimeException failure;

  /** A caller; {@link #ended} is its token or its error. */
  private static final class Caller {
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private final Thread thread;

    Caller(Grants grants, String id) {
      thread =
          new Thread(
              () -> {
                try {
                  result.complete(grants.accessToken(id).value());
                } catch (GrantletException e) {
                  result.complete(e.code() + " " + Thread.currentThread().isInterrupted());
                }
              });
      thread.start();
    }

    Object ended() throws Exception {
      return result.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitWaiting() {
      Patience.await("it waits").until(() -> thread.getState() == Thread.State.WAITING);
    }
  }

  @AfterEach
  void stop() {
    firstRead.countDown();
    node.close();
  }

  /** From now on the first read takes until it is let go. */
  private void holdFirstRead() {
    node.fault =
        (call, arguments) -> {
          if (call.getName().equals("find") && reads.incrementAndGet() == 1) {
            firstRead.await();
            if (failure != null) {
              throw failure;
            }
          }
          return null;
        };
  }

  private Caller first(Grants grants) {
    holdFirstRead();
    Caller first = new Caller(grants, grant.id());
    Patience.await("it reads").until(() -> reads.get() == 1);
    return first;
  }

  @Test
  void callers_whileOneReads_getWhatItRead() throws Exception {
    Caller first = first(node.grants());
    Caller second = new Caller(node.grants(), grant.id());
    Caller third = new Caller(node.grants(), grant.id());
    second.awaitWaiting();
    third.awaitWaiting();
    firstRead.countDown();
    assertThat(first.ended()).isEqualTo(second.ended()).isEqualTo(third.ended());
    assertThat(node.provider.accepts((String) first.ended())).isTrue();
    assertThat(reads).hasValue(1);
  }

  @Test
  void caller_whenTheReadOfAnotherFails_readsItself() throws Exception {
    failure = new GrantletException(ErrorCode.UNAVAILABLE, "The reading thread was interrupted");
    Caller first = first(node.grants());
    Caller second = new Caller(node.grants(), grant.id());
    second.awaitWaiting();
    firstRead.countDown();
    assertThat(first.ended()).isEqualTo(ErrorCode.UNAVAILABLE + " false");
    assertThat(node.provider.accepts((String) second.ended())).isTrue();
    assertThat(reads).hasValue(2);
  }

  @Test
  void caller_afterAWrite_doesNotGetWhatWasReadBefore() throws Exception {
    Caller first = first(node.grants());
    node.grants().refresh(grant.id());
    int before = reads.get();
    String after = node.grants().accessToken(grant.id()).value();
    assertThat(reads).hasValueGreaterThan(before);
    assertThat(node.provider.accepts(after)).isTrue();
    firstRead.countDown();
    first.ended();
  }

  @Test
  void interruptedCaller_doesNotWaitForTheReadOfAnother() throws Exception {
    Caller first = first(node.grants());
    Caller second = new Caller(node.grants(), grant.id());
    second.awaitWaiting();
    second.thread.interrupt();
    assertThat(second.ended()).isEqualTo(ErrorCode.UNAVAILABLE + " true");
    firstRead.countDown();
    assertThat(node.provider.accepts((String) first.ended())).isTrue();
  }

  @Test
  void callers_whereNothingIsAnsweredFromMemory_readEachItself() throws Exception {
    try (Grantlet other = node.node(node.key).tokenStaleness(Duration.ZERO).build()) {
      Caller first = first(other.grants());
      assertThat(node.provider.accepts((String) new Caller(other.grants(), grant.id()).ended()))
          .isTrue();
      firstRead.countDown();
      assertThat(node.provider.accepts((String) first.ended())).isTrue();
    }
  }

  @Test
  void callersOfOtherGrants_readThemselves() throws Exception {
    Grant another = node.connect("account-2");
    Caller first = first(node.grants());
    assertThat(node.provider.accepts((String) new Caller(node.grants(), another.id()).ended()))
        .isTrue();
    firstRead.countDown();
    first.ended();
  }
}
