package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.testing.Behavior;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies that are right in everything but their size: 1 MiB is the most that is read. */
@Timeout(180)
class ReplySizeTest {
  private static final int MEBIBYTE = 1 << 20;

  /** Room for what the reply says besides. */
  private static final int REST = 16 * 1024;

  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  static Stream<Arguments> replies() {
    return Stream.of(
        reply("discovery", TestProvider::discovery),
        reply("keys", TestProvider::jwks),
        reply("token response", TestProvider::token),
        reply("UserInfo", TestProvider::userinfo));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void reply_beyondOneMebibyte_isRefused(String what, Function<TestProvider, Behavior> endpoint) {
    provider.idToken().remove("email"); // so that UserInfo is asked
    endpoint.apply(provider).set("padding", "x".repeat(MEBIBYTE));
    try (FlowDriver driver =
        new FlowDriver(provider, provider.openIdSettings(), "openid", "email")) {
      assertThat(login(driver)).containsEntry("success", "false");
      assertThat(driver.grants()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void reply_ofAlmostOneMebibyte_isTaken(String what, Function<TestProvider, Behavior> endpoint) {
    provider.idToken().remove("email");
    endpoint.apply(provider).set("padding", "x".repeat(MEBIBYTE - REST));
    try (FlowDriver driver =
        new FlowDriver(provider, provider.openIdSettings(), "openid", "email")) {
      assertThat(login(driver)).containsEntry("success", "true");
    }
  }

  /** A login that may end before it comes to the provider. */
  private static Map<String, String> login(FlowDriver driver) {
    AuthorizationRedirect begun = driver.begin();
    return begun.location().startsWith(FlowDriver.CONNECTED)
        ? FlowDriver.query(begun.location())
        : driver.finish(begun, driver.authorize(begun));
  }

  private static Arguments reply(String what, Function<TestProvider, Behavior> endpoint) {
    return arguments(what, endpoint);
  }
}
