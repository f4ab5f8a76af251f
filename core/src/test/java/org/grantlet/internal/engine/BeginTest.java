package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.engine.TestEngine.CONNECTED;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins that begin without a login URL. */
class BeginTest {
  private static final Map<String, String> OPEN_ID =
      Map.of("issuer", "http://127.0.0.1:1", "client_id", "client", "client_secret", "secret");

  private final Grantlet grantlet =
      TestEngine.builder()
          .oneTimeStore(new MemoryOneTimeStore(Clock.systemUTC(), 1), false)
          .integration("birch", TestEngine.silent())
          .integration("oak", TestEngine.spec(OPEN_ID).build())
          .build();

  @AfterEach
  void stop() {
    grantlet.close();
  }

  private Optional<AuthorizationRedirect> begin(
      String provider, String redirectUri, String grantId) {
    return Engine.of(grantlet)
        .flow()
        .loginUrls()
        .begin(
            HostedAuthRequest.builder(provider)
                .redirectUri(redirectUri)
                .grantId(grantId)
                .owner("ada")
                .build(),
            false);
  }

  private void assertRefused(ErrorCode code, String provider, String redirectUri, String grantId) {
    assertThatThrownBy(() -> begin(provider, redirectUri, grantId))
        .isInstanceOfSatisfying(GrantletException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void begun_goesToTheProvider_whileThereIsRoom() {
    assertThat(begin("birch", CONNECTED, null).orElseThrow().location())
        .startsWith("http://127.0.0.1:1/authorize?");
    assertRefused(ErrorCode.RATE_LIMITED, "birch", CONNECTED, null);
  }

  @Test
  void unknownMetadata_areNotWaitedFor() {
    assertThat(begin("oak", CONNECTED, null)).isEmpty();
  }

  @Test
  void whatNoLoginUrlIsMadeFor_isNotBegunEither() {
    assertRefused(ErrorCode.INTEGRATION_NOT_FOUND, "pine", CONNECTED, null);
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, "birch", CONNECTED + "/", null);
    assertRefused(ErrorCode.GRANT_NOT_FOUND, "birch", CONNECTED, "nothing");
    assertThat(begin("birch", CONNECTED, null)).as("nothing was kept").isPresent();
  }

  @Test
  void refusal_saysWhatThereIs() {
    assertThatThrownBy(() -> begin("pine", CONNECTED, null))
        .hasMessageContaining("'pine', only for: ")
        .hasMessageContaining("birch");
    assertThatThrownBy(() -> begin("birch", CONNECTED + "/", null))
        .hasMessageEndingWith("of the integration birch [" + CONNECTED + "]");
  }
}
