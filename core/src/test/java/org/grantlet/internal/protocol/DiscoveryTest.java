package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of a provider's metadata. */
class DiscoveryTest {
  private final TestProvider provider = TestProvider.start();
  private final Discovery discovery =
      new Discovery(
          new HttpTransport(
              new EndpointPolicy(true, false), new HttpSettings(), Duration.ofSeconds(20)));

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void metadata_areFetchedOnce() {
    assertThat(discovery.metadata(Discovery.Place.below("acme", provider.issuer())))
        .isSameAs(discovery.metadata(Discovery.Place.below("acme", provider.issuer())));
  }

  @Test
  void failure_isNotKept_andLogsNothingByItself() {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      provider.discovery().next(Reply.status(500));
      assertThatThrownBy(() -> discovery.metadata(Discovery.Place.below("acme", provider.issuer())))
          .isInstanceOf(ProviderException.class);
    } finally {
      root.removeHandler(handler);
    }
    assertThat(logged).isEmpty();
    assertThat(discovery.metadata(Discovery.Place.below("acme", provider.issuer())).issuer())
        .isEqualTo(provider.issuer());
  }
}
