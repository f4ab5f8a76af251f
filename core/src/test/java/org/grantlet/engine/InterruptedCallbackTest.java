package org.grantlet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.grantlet.GrantletException;
import org.grantlet.flow.Authorization;
import org.grantlet.testing.Gate;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A callback whose thread is interrupted while the code is exchanged. */
class InterruptedCallbackTest {
  private final TestProvider provider = TestProvider.start();
  private final FlowDriver flow =
      new FlowDriver(provider, provider.openIdSettings(), "openid", "email");

  @AfterEach
  void stop() {
    flow.close();
    provider.close();
  }

  @Test
  void grantIsMade_andTheBrowserThatComesAgainHearsOfIt() throws Exception {
    Authorization begun = flow.begin();
    Map<String, List<String>> answer = flow.authorize(begun);
    Gate gate = provider.token().gate();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread request = new Thread(() -> flow.finish(begun, answer));
    request.setUncaughtExceptionHandler((thread, e) -> ended.set(e));
    request.start();
    gate.awaitArrivals(1);
    request.interrupt();
    request.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(ended.get()).isInstanceOf(GrantletException.class);
    gate.open();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (flow.grants().isEmpty() || !flow.heard.contains("grant.created")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
    assertThat(flow.grants()).hasSize(1);
    Map<String, String> redirect = Map.of();
    while (redirect.isEmpty()) {
      try {
        redirect = flow.finish(begun, answer);
      } catch (NoSuchElementException e) { // the result is about to be kept
        assertThat(System.nanoTime()).isLessThan(end);
      }
    }
    assertThat(redirect).containsEntry("success", "true");
    assertThat(redirect).containsEntry("grant_id", flow.grants().get(0).id());
  }
}
