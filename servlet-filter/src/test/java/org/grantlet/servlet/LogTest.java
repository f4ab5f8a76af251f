package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.grantlet.testing.Patience;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of a login, and what the application's own logging context keeps. */
class LogTest {
  private final TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  /** A login URL waits for the provider on another thread, an unknown one is answered at once. */
  @Test
  void requestIdOfTheApplication_isPutBack() {
    TestBrowser browser = new TestBrowser().header("X-Trace", "trace-7");
    browser.get(app.loginUrl());
    browser.get(app.uri("/connect/login?id=unknown"));
    browser.get(app.uri("/connected?success=true"));
    browser.get(app.uri("/connect/nothing"));
    Patience.await("the filter in front").until(() -> app.traces.size() == 4);
    assertThat(app.traces).containsOnly("trace-7");
  }
}
