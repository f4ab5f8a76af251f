package org.grantlet.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObserversTest {
  private static final int CALLS = 10_000;

  private static void observe(Observers observers) {
    long start = observers.now();
    observers.loginBegun("google");
    observers.loginRefused("google");
    observers.loginEnded("google", null, Duration.ZERO);
    observers.providerCalled("google", "token", 200, start);
    observers.refreshed("google", null, start);
    observers.refreshShared();
    observers.webhookCalled(200, Duration.ZERO);
    observers.answered("login", null, 200, start);
  }

  @Test
  void nobody_isToldForNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    observe(Observers.NONE);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      observe(Observers.NONE);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS);
    assertThat(Observers.NONE.now()).isZero();
    assertThat(Observers.NONE.isEmpty()).isTrue();
  }
}
