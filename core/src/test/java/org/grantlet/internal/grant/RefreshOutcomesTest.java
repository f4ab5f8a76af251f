package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a grant says of its refreshes, and who hears of it when. */
class RefreshOutcomesTest {
  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start().clock(clock);
  private final List<GrantEvent> told = new CopyOnWriteArrayList<>();
  private Grantlet grantlet;
  private Grant grant;

  @BeforeEach
  void start() {
    grantlet =
        TestEngine.builder()
            .clock(clock)
            .integration("test", TestEngine.spec(provider.openIdSettings(), "openid").build())
            .listener(new Ear())
            .build();
    String refreshToken = provider.issueRefreshToken("openid");
    GrantSpec spec =
        new GrantSpec(Map.of("refresh_token", refreshToken), null, null, null, "account-1");
    grant = grantlet.grants().create("test", spec);
    told.clear();
  }

  @AfterEach
  void stop() {
    grantlet.close();
    provider.close();
  }

  private Grant now() {
    return grantlet.grants().get(grant.id());
  }

  private Instant second() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private void fails(ErrorCode code) {
    assertThatThrownBy(() -> grantlet.grants().refresh(grant.id()))
        .isInstanceOfSatisfying(
            GrantletException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void login_andRefresh_sayWhenTokensCame() {
    assertThat(grant.lastRefreshAt()).isEqualTo(second());
    clock.advance(Duration.ofMinutes(5));
    assertThat(grantlet.grants().refresh(grant.id()).lastRefreshAt()).isEqualTo(second());
    assertThat(now().lastRefreshError()).isNull();
    assertThat(now().reason()).isNull();
  }

  @Test
  void failures_areStoredAtGrowingIntervals_toldOnce_andOverOnce() {
    provider.refresh().reply(Reply.oauthError("invalid_client", "The secret has ended"));
    clock.advance(Duration.ofMinutes(2));
    final Instant first = second();
    Set<Instant> writes = new TreeSet<>();
    for (int i = 0; i < 600; i++) {
      fails(ErrorCode.PROVIDER_ERROR);
      writes.add(now().lastRefreshError().at());
      clock.advance(Duration.ofSeconds(90)); // longer than the pause after a failure
    }
    RefreshError error = now().lastRefreshError();
    assertThat(writes).hasSizeBetween(5, 20);
    assertThat(error.since()).isEqualTo(first);
    assertThat(error.error()).isEqualTo("api.provider_error");
    assertThat(error.providerError())
        .containsEntry("error", "invalid_client")
        .containsEntry("error_description", "The secret has ended");
    assertThat(error.count()).isBetween(300, 600);
    assertThat(now().updatedAt()).isEqualTo(grant.updatedAt());
    assertThat(now().status()).isEqualTo(GrantStatus.VALID);
    assertThat(told).extracting(GrantEvent::type).containsExactly(GrantEvent.Type.REFRESH_FAILED);
    RefreshError alarm = told.get(0).refreshError();
    assertThat(Duration.between(alarm.since(), alarm.at()))
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(62));

    provider.refresh().reset();
    grantlet.grants().refresh(grant.id());
    grantlet.grants().refresh(grant.id());
    assertThat(now().lastRefreshError()).isNull();
    assertThat(told)
        .extracting(GrantEvent::type)
        .containsExactly(GrantEvent.Type.REFRESH_FAILED, GrantEvent.Type.RECOVERED);
    assertThat(told.get(1).refreshError()).isEqualTo(error);
  }

  @Test
  void failures_thatEndBeforeTheAlarm_areToldToNobody() {
    provider.refresh().reply(Reply.status(503));
    fails(ErrorCode.PROVIDER_ERROR);
    assertThat(now().lastRefreshError().providerError()).isNull();
    provider.refresh().reset();
    clock.advance(Duration.ofMinutes(2));
    grantlet.grants().refresh(grant.id());
    assertThat(told).isEmpty();
    assertThat(now().lastRefreshError()).isNull();
  }

  @Test
  void end_hasAReasonAndTheProvidersWords_withoutWhatTheyRepeat() {
    provider
        .refresh()
        .reply(
            request -> {
              String token = request.parameter("refresh_token");
              String part = token.substring(0, 15);
              String said = "no %s, nor %s…, of %s\n is valid";
              return Reply.oauthError(
                  "invalid_grant", said.formatted(token, part, provider.clientSecret()));
            });
    clock.advance(Duration.ofMinutes(2));
    fails(ErrorCode.REFRESH_TOKEN_INVALID);
    assertThat(now().status()).isEqualTo(GrantStatus.INVALID);
    assertThat(now().reason()).isEqualTo(Grant.Reason.UNKNOWN);
    assertThat(told).extracting(GrantEvent::type).containsExactly(GrantEvent.Type.EXPIRED);
    assertThat(told.get(0).refreshError()).isEqualTo(now().lastRefreshError());
    assertThat(now().lastRefreshError().providerError())
        .containsEntry("error", "invalid_grant")
        .containsEntry("error_description", "no ***, nor ***…, of ***  is valid");
    assertThat(told.get(0).toCloudEvent().toString())
        .contains("reason=unknown", "error=invalid_grant", "no ***, nor ***…");
  }

  @Test
  void deletedIntegration_isAFailureThatTheGrantShows() {
    grantlet.integrations().delete("test");
    fails(ErrorCode.INTEGRATION_NOT_FOUND);
    assertThat(now().lastRefreshError().error()).isEqualTo("integration.not_found");
    assertThat(now().status()).isEqualTo(GrantStatus.VALID);
  }

  private final class Ear implements GrantListener {
    @Override
    public void grantExpired(GrantEvent event) {
      told.add(event);
    }

    @Override
    public void grantUpdated(GrantEvent event) {
      told.add(event);
    }

    @Override
    public void grantRefreshFailed(GrantEvent event) {
      told.add(event);
    }

    @Override
    public void grantRecovered(GrantEvent event) {
      told.add(event);
    }
  }
}
