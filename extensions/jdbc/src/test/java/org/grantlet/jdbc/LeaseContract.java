package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.grantlet.store.GrantStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link GrantStore} does that several nodes share. */
abstract class LeaseContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = NOW.plusSeconds(30);

  private GrantStore store;

  abstract GrantStore open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    store = open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void lease_isOneHolders_untilItIsGivenBack() {
    assertThat(store.lease("grant", "a", NOW, END)).isTrue();
    assertThat(store.lease("grant", "b", NOW, END)).isFalse();
    assertThat(store.lease("other", "b", NOW, END)).isTrue();
    store.release("grant", "a");
    assertThat(store.lease("grant", "b", NOW, END)).isTrue();
  }

  @Test
  void lease_ofAHolderThatDied_ends() {
    assertThat(store.lease("grant", "a", NOW, END)).isTrue();
    assertThat(store.lease("grant", "b", END.minusMillis(1), END.plusSeconds(30))).isFalse();
    assertThat(store.lease("grant", "b", END, END.plusSeconds(30))).isTrue();
  }

  @Test
  void release_bySomebodyWhoLostIt_leavesTheNewHolders() {
    assertThat(store.lease("grant", "a", NOW, END)).isTrue();
    assertThat(store.lease("grant", "b", END, END.plusSeconds(30))).isTrue();
    store.release("grant", "a");
    assertThat(store.lease("grant", "c", END, END.plusSeconds(30))).isFalse();
  }

  @Test
  void lease_askedForByManyAtOnce_isOnes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        String id = "grant-" + round;
        if (round % 2 == 0) {
          store.lease(id, "dead", NOW.minusSeconds(60), NOW.minusSeconds(30));
        }
        List<Callable<Boolean>> askers =
            IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> store.lease(id, "h" + i, NOW, END))
                .toList();
        int got = 0;
        for (Future<Boolean> asker : threads.invokeAll(askers)) {
          got += asker.get() ? 1 : 0;
        }
        assertThat(got).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
