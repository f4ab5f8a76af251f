package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.testing.Behavior;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that says nothing, or not all. */
@Tag("slow")
@Timeout(180)
class SilentProviderTest {
  private static final String PROVIDER_ERROR = "api.provider_error";

  private static Map<String, Consumer<TestProvider>> silences() {
    return Map.of(
        "token response: never", p -> p.token().reply(Reply.hang()),
        "token response: headers only", p -> p.token().reply(Reply.hangAfterHeaders()),
        "token response: drop by drop", p -> p.token().reply(Reply.drip()),
        "UserInfo hangs", p -> userinfo(p).hang(),
        "UserInfo drips", p -> userinfo(p).reply(Reply.drip()),
        "keys hang", p -> p.jwks().hang(),
        "keys drip", p -> p.jwks().reply(Reply.drip()));
  }

  /** A login that waits for its provider. */
  private record Waiting(
      String what, TestProvider provider, FlowDriver driver, Future<Map<String, String>> end) {}

  /** All wait at the same time. */
  @Test
  void login_withoutAnAnswerInTime_endsWithoutGrant() throws Exception {
    ExecutorService browsers = Executors.newCachedThreadPool();
    Deque<Waiting> logins = new ArrayDeque<>();
    silences().forEach((what, silence) -> logins.push(begin(what, silence, browsers)));
    browsers.shutdown();
    try {
      for (Waiting login : logins) {
        Map<String, String> redirect = login.end.get(30, TimeUnit.SECONDS);
        assertThat(redirect).as(login.what).containsEntry("error", PROVIDER_ERROR);
        login.driver.assertRefused(redirect, PROVIDER_ERROR);
      }
    } finally {
      for (Waiting login : logins) { // the last one first, since each took over the log
        login.provider.close();
        login.driver.close();
      }
    }
  }

  private static Waiting begin(
      String what, Consumer<TestProvider> silence, ExecutorService browsers) {
    TestProvider silent = TestProvider.start();
    FlowDriver driver = driver(silent, 2);
    AuthorizationRedirect begun = // discovery has no longer than what is silent later
        Patience.await("discovery in time")
            .until(driver::begin, redirect -> redirect.location().startsWith(silent.issuer()));
    driver.heard.clear();
    Map<String, List<String>> answer = driver.authorize(begun);
    silence.accept(silent);
    return new Waiting(what, silent, driver, browsers.submit(() -> driver.finish(begun, answer)));
  }

  @Test
  void login_withHangingDiscovery_doesNotBegin() {
    try (TestProvider provider = TestProvider.start();
        FlowDriver driver = driver(provider, 1)) {
      provider.discovery().hang();
      driver.assertRefused(FlowDriver.query(driver.begin().location()), PROVIDER_ERROR);
    }
  }

  private static FlowDriver driver(TestProvider provider, int seconds) {
    return new FlowDriver(
        provider, Duration.ofSeconds(seconds), provider.openIdSettings(), "openid", "email");
  }

  /** UserInfo is asked only where the ID token has no email address. */
  private static Behavior userinfo(TestProvider provider) {
    provider.idToken().remove("email");
    return provider.userinfo();
  }
}
