package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.HttpSender;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens on the wire to a provider, seen from whole logins. */
@Timeout(180)
class TransportFlowTest {
  private static final Integration GOOGLE =
      new Integration(
          "i",
          "google",
          "google",
          Map.of("client_id", "c"),
          Map.of(),
          List.of(),
          List.of(),
          Duration.ofMinutes(1),
          Instant.EPOCH,
          Instant.EPOCH,
          0);

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

  /** An application may call providers in a way of its own. */
  @Test
  void senderOfTheApplication_isAskedForEveryCall() {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpSender sender =
        new HttpSender() {
          @Override
          public Response send(Request request) {
            asked.add(request.method() + " " + request.uri().getPath());
            assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(7));
            assertThat(request.isRepeatable()).isTrue();
            assertThat(request.headers()).containsKey("accept");
            String error = "{\"error\":\"access_denied\"}";
            return new Response(
                400, Map.of("content-type", "x"), error.getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public void close() {
            asked.add("close");
          }
        };
    Providers providers =
        Providers.create(
            ProviderCatalog.builtIn(),
            Map.of(),
            new EndpointPolicy(false, false),
            new HttpSettings().sender(sender),
            Duration.ofSeconds(7),
            Duration.ZERO,
            Observers.NONE);
    try (providers) {
      ResolvedProvider google = providers.resolver().resolve(GOOGLE, Map.of());
      assertThatThrownBy(
              () ->
                  providers
                      .tokens()
                      .exchange(
                          google,
                          new ClientCredentials("c", Secret.of("s"), Map.of()),
                          "code",
                          "https://app.example/connect/callback",
                          null))
          .isInstanceOf(ProviderException.class);
    }
    assertThat(asked).containsExactly("POST /token", "close");
  }
}
