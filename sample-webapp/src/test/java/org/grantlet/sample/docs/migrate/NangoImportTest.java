package org.grantlet.sample.docs.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.internal.engine.TestEngine;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/migrate-from-nango.md: connections become grants. */
class NangoImportTest {
  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start().clock(clock).rotation(Rotation.STRICT);
  private final Grantlet grantlet =
      TestEngine.builder()
          .clock(clock)
          .integration(
              "acme", TestEngine.spec(provider.openIdSettings(), "openid", "email").build())
          .build();
  private final NangoServer nango = NangoServer.start();
  private final NangoImport program =
      new NangoImport(nango.address(), NangoServer.SECRET_KEY, grantlet.grants());

  NangoImportTest() throws IOException {}

  @AfterEach
  void stop() {
    nango.close();
    grantlet.close();
    provider.close();
  }

  private Map<String, String> run() throws Exception {
    return program.run(NangoServer.INTEGRATION, "acme");
  }

  private String token(TestUser account) {
    return provider.user(account).issueRefreshToken("openid email");
  }

  private List<Grant> grantsOf(String user) {
    return grantlet.grants().list(GrantQuery.builder().accountId(user).build());
  }

  @Test
  void connections_becomeGrantsOfTheirEndUsers_thatRefresh() throws Exception {
    nango.add("c-1", NangoServer.INTEGRATION, "user-1", token(TestUser.ADA));
    nango.add("c-2", NangoServer.INTEGRATION, "user-1", token(TestUser.GRACE));
    nango.add("c-3", NangoServer.INTEGRATION, "user-2", null);
    nango.add("c-4", NangoServer.INTEGRATION, null, token(TestUser.ADA));
    nango.add("c-5", "slack", "user-1", "of another client");

    assertThat(run())
        .containsOnly(
            Map.entry("c-1", "imported"),
            Map.entry("c-2", "imported"),
            Map.entry("c-3", "no refresh token: log in again"),
            Map.entry("c-4", "nobody's: look into your own table"));
    assertThat(grantsOf("user-1"))
        .extracting(Grant::email)
        .containsExactlyInAnyOrder(TestUser.ADA.email(), TestUser.GRACE.email());
    clock.advance(Duration.ofDays(1));
    for (Grant grant : grantsOf("user-1")) {
      assertThat(provider.accepts(grantlet.grants().accessToken(grant.id()).value())).isTrue();
    }
  }

  @Test
  void program_thatRunsAgain_usesNoOldRefreshToken() throws Exception {
    nango.add("c-1", NangoServer.INTEGRATION, "user-1", token(TestUser.ADA));
    run();
    int used = provider.refreshes().size();
    assertThat(run()).containsEntry("c-1", "imported before");
    assertThat(provider.refreshes()).hasSize(used);
  }

  @Test
  void failure_isTriedLater_andADeadTokenMeansANewLogin() throws Exception {
    nango.add("c-1", NangoServer.INTEGRATION, "user-1", token(TestUser.ADA));
    provider.refresh().next(Reply.status(503));
    assertThat(run()).containsEntry("c-1", "try later");
    assertThat(run()).containsEntry("c-1", "imported");

    nango.add("c-2", NangoServer.INTEGRATION, "user-2", token(TestUser.GRACE));
    provider.revokeAll();
    assertThat(run()).containsEntry("c-2", "dead: log in again");
    assertThat(grantsOf("user-2")).isEmpty();
  }

  @Test
  void wrongKey_endsTheProgram() {
    NangoImport other = new NangoImport(nango.address(), "wrong", grantlet.grants());
    assertThatThrownBy(() -> other.run(NangoServer.INTEGRATION, "acme"))
        .isInstanceOf(IOException.class)
        .hasMessage("Nango answered 401");
  }
}
