package org.grantlet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens on the wire to a provider, seen from whole logins. */
@Timeout(60)
class TransportFlowTest {
  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  private FlowDriver driver() {
    return new FlowDriver(provider, provider.openIdSettings(), "openid", "email");
  }

  /** A kept connection may have been closed; a provider that closes new ones too is down. */
  @Test
  void login_withoutAByteOfAnAnswer_isTriedOnceMore_andEndsWithoutGrant() {
    try (FlowDriver driver = driver()) {
      provider.token().reply(Reply.disconnect());
      driver.assertRefused(driver.login(), "api.provider_error");
      assertThat(provider.requests(Endpoint.TOKEN)).hasSize(2);
    }
  }

  @Test
  void login_whoseKeptConnectionWasClosedAsTheCodeWasSent_succeeds() {
    try (FlowDriver driver = driver()) {
      provider.token().next(Reply.disconnect());
      assertThat(driver.login()).containsEntry("success", "true");
      assertThat(provider.requests(Endpoint.TOKEN)).hasSize(2);
    }
  }
}
