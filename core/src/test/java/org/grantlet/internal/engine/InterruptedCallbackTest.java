package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import org.grantlet.GrantletException;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Patience;
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
    AuthorizationRedirect begun = flow.begin();
    Map<String, List<String>> answer = flow.authorize(begun);
    Gate gate = provider.token().gate();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread request = new Thread(() -> flow.finish(begun, answer));
    request.setUncaughtExceptionHandler((thread, e) -> ended.set(e));
    request.start();
    gate.awaitArrivals(1);
    request.interrupt();
    request.join(Patience.LIMIT.toMillis());
    assertThat(ended.get()).isInstanceOf(GrantletException.class);
    gate.open();
    Patience.await("the grant").until(() -> flow.heard.contains("grant.created"));
    assertThat(flow.grants()).hasSize(1);
    Map<String, String> redirect =
        Patience.await("the result")
            .ignoreException(NoSuchElementException.class)
            .until(() -> flow.finish(begun, answer), result -> !result.isEmpty());
    assertThat(redirect).containsEntry("success", "true");
    assertThat(redirect).containsEntry("grant_id", flow.grants().get(0).id());
  }
}
