package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.Logs;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client secret ends: all grants fail to refresh, and none is lost. */
class ClientRefusalsTest {
  private static final String LINE = "test refuses the client at refreshes: ";

  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start().clock(clock);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Logs logs = Logs.listen();
  private Grantlet grantlet;

  @BeforeEach
  void start() {
    grantlet =
        TestEngine.builder()
            .clock(clock)
            .integration("test", TestEngine.spec(provider.openIdSettings(), "openid").build())
            .listener(new Ear())
            .build();
    for (String account : List.of("ada", "eve", "joe")) {
      Map<String, Object> token = Map.of("refresh_token", provider.issueRefreshToken("openid"));
      grantlet.grants().create("test", new GrantSpec(token, null, null, null, account));
    }
    clock.advance(Duration.ofMinutes(2));
  }

  @AfterEach
  void stop() {
    logs.close();
    grantlet.close();
    provider.close();
  }

  private List<Grant> grants() {
    return grantlet.grants().list(GrantQuery.builder().build());
  }

  private void secret(String value) {
    grantlet.integrations().update("test", IntegrationSpec.builder().clientSecret(value).build());
  }

  private void allFail() {
    for (Grant grant : grants()) {
      assertThatThrownBy(() -> grantlet.grants().refresh(grant.id()))
          .isInstanceOfSatisfying(
              GrantletException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_ERROR));
    }
  }

  private List<String> lines() {
    return logs.told().stream().filter(line -> line.startsWith("WARN")).toList();
  }

  @Test
  void secretThatEnds_isLoggedOnceForAllGrants_andGrantsComeBackWhenItIsRight() {
    secret("another");
    allFail();
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains(LINE, "invalid_client", "the client id or secret is wrong")
        .contains("grantlet.integration.test.client-id")
        .contains("grantlet.integration.test.client-secret")
        .doesNotContain("another");

    clock.advance(Duration.ofMinutes(61)); // the alarm of grantlet.refresh-alarm, and our silence
    allFail();
    assertThat(lines()).hasSize(2).allMatch(line -> line.contains(LINE));
    assertThat(heard).hasSize(3).containsOnly("grant.refresh_failed");
    assertThat(grants())
        .allSatisfy(
            grant -> {
              assertThat(grant.status()).isEqualTo(GrantStatus.VALID);
              assertThat(grant.reason()).isNull();
              assertThat(grant.lastRefreshError().providerError())
                  .containsEntry("error", "invalid_client");
            });

    secret(provider.clientSecret());
    clock.advance(Duration.ofMinutes(2));
    for (Grant grant : grants()) {
      assertThat(grantlet.grants().refresh(grant.id()).lastRefreshError()).isNull();
    }
    assertThat(heard).hasSize(6).endsWith("grant.recovered", "grant.recovered", "grant.recovered");
  }

  @Test
  void scopesThatTheClientMayNoLongerHave_areALineOfTheirOwn() {
    provider.refresh().reply(Reply.oauthError("invalid_client"));
    allFail();
    clock.advance(Duration.ofMinutes(2));
    provider.refresh().reply(Reply.oauthError("invalid_scope", "calendar is not allowed"));
    allFail();
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1))
        .contains(LINE, "calendar is not allowed", "grantlet.integration.test.scope")
        .doesNotContain("client-secret");
    assertThat(grants()).allMatch(grant -> grant.status() == GrantStatus.VALID);
  }

  @Test
  void grantOfARefreshToken_whileTheClientIsRefused_isNotMade_andTheMessageSaysWhatMendsIt() {
    String token = provider.issueRefreshToken("openid");
    GrantSpec spec = new GrantSpec(Map.of("refresh_token", token), null, null, null, "kim");
    secret("another");
    assertThatThrownBy(() -> grantlet.grants().create("test", spec))
        .isInstanceOfSatisfying(
            GrantletException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID);
              assertThat(failure.providerError()).containsEntry("error", "invalid_client");
            })
        .hasMessageStartingWith("The provider refuses the client, and not this refresh token: ")
        .hasMessageContaining("Check grantlet.integration.test.client-id and")
        .hasMessageNotContainingAny(provider.clientSecret(), token);
    secret(provider.clientSecret());
    assertThat(grantlet.grants().create("test", spec).status()).isEqualTo(GrantStatus.VALID);
  }

  private final class Ear implements GrantListener {
    @Override
    public void grantExpired(GrantEvent event) {
      heard.add("grant.expired");
    }

    @Override
    public void grantRefreshFailed(GrantEvent event) {
      heard.add("grant.refresh_failed");
    }

    @Override
    public void grantRecovered(GrantEvent event) {
      heard.add("grant.recovered");
    }
  }
}
