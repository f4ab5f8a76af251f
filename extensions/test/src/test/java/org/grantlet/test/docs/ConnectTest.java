package org.grantlet.test.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.test.Answer.deny;

import java.time.Duration;
import java.util.List;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantletException;
import org.grantlet.test.Answer;
import org.grantlet.test.FakeBrowser;
import org.grantlet.test.FakeProvider;
import org.grantlet.test.TestGrants;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests of {@link MyApplication}. */
class ConnectTest {
  static MutableClock clock = MutableClock.atNow();

  // snippet: test-fake
  @RegisterExtension
  static FakeProvider google = FakeProvider.as("google").user("ada@example.org").clock(clock);

  // end of snippet

  static MyApplication application;

  @BeforeAll
  static void start() throws Exception {
    application = MyApplication.start(clock);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  // snippet: test-connect
  @Test
  void connects() {
    FakeBrowser.Page page = google.browser().get("/connect-google");
    assertThat(page.path()).isEqualTo("/connected");
    assertThat(page.text()).isEqualTo("Connected: ada@example.org");
  }

  @Test
  void userWhoDenies_isToldSo() {
    google.next(deny());
    assertThat(google.browser().get("/connect-google").text())
        .isEqualTo("Not connected: ACCESS_DENIED");
  }

  // end of snippet

  // snippet: test-revoked
  @Test
  void revokedGrant_hasToBeConnectedAgain() {
    google.browser().get("/connect-google");
    List<Grant> grants =
        application.hostedAuth().grants().list(GrantQuery.builder().accountId("ada").build());
    String id = grants.get(0).id();

    google.revoke(id);
    clock.advance(Duration.ofHours(1)); // the access token ends, and cannot be refreshed
    assertThatThrownBy(() -> application.hostedAuth().accessToken(id))
        .isInstanceOf(GrantletException.class);
  }

  // end of snippet

  // snippet: test-grants
  @Test
  void calendar_isThatOfTheGrant() {
    Grant grant = TestGrants.valid("google").owner("ada").accessToken("token-1").create();
    google.api("GET /calendar/v3/calendars/primary", "{\"summary\": \"Ada's calendar\"}");

    assertThat(google.browser().get("/calendar?grant=" + grant.id()).text())
        .contains("Ada's calendar");
  }

  // end of snippet

  @Test
  void answers_ofThePage() {
    // snippet: test-answers
    google.next(deny()); // one login
    google.next(Answer.tokenError("invalid_client"), Answer.wrongNonce()); // two logins
    google.next(Answer.slow(Duration.ofSeconds(3)));
    google.next(Answer.refreshError("invalid_grant")); // the next refresh
    google.user("grace@example.org").expiresIn(Duration.ofMinutes(5)).rotating(false);
    // end of snippet
    assertThat(google.browser().get("/connect-google").text())
        .isEqualTo("Not connected: ACCESS_DENIED");
  }
}
