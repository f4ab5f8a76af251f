package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.testing.Logs;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.Thrown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of the application that throws anything, while browsers wait for a reply. */
class ForeignCodeTest {
  /** What is thrown is logged, too, and may throw while it is read. */
  private final Logs logs = Logs.listen();

  @AfterEach
  void stopListening() {
    logs.close();
  }

  private static TestBrowser browser() {
    return new TestBrowser().header("Sec-Fetch-Site", "same-origin");
  }

  @ParameterizedTest
  @MethodSource("org.grantlet.testing.Thrown#anything")
  void listener_thatThrows_endsNoLogin(Throwable thrown) {
    GrantListener bad =
        new GrantListener() {
          @Override
          public void grantCreated(GrantEvent event) {
            Thrown.sneak(thrown);
          }
        };
    try (TestApp app = TestApp.start(filter -> filter.listener(bad))) {
      HttpResponse<String> end = browser().open(app.loginUrl());

      assertThat(TestApp.json(end.body())).containsEntry("success", true);
      assertThat(app.hostedAuth().listenerFailures()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("org.grantlet.testing.Thrown#anything")
  void renderer_thatThrows_leavesThePageAsItShips(Throwable thrown) {
    boolean[] started = {false};
    try (TestApp app =
        TestApp.start(
            filter ->
                filter.pages(
                    page -> {
                      if (started[0]) {
                        Thrown.sneak(thrown);
                      }
                      return page.html();
                    }))) {
      started[0] = true;
      HttpResponse<String> page = new TestBrowser().get(app.uri("/connect/login?id=unknown"));

      assertThat(page.statusCode()).isEqualTo(410);
      assertThat(page.body()).contains("grant.login_id_invalid");
    }
  }

  @ParameterizedTest
  @MethodSource("org.grantlet.testing.Thrown#anything")
  void requestOwner_thatThrows_isAnErrorPage(Throwable thrown) {
    RequestOwner bad =
        new RequestOwner() {
          @Override
          public Owner bind(HttpServletRequest request) {
            return new Owner("ada", "ada");
          }

          @Override
          public @Nullable Owner of(HttpServletRequest request) {
            Thrown.sneak(thrown);
            return null;
          }
        };
    try (TestApp app = TestApp.start(filter -> filter.requestOwner(bad))) {
      TestBrowser visitor = browser();
      // At the second begin, the filter asks whether it can see the owner.
      for (int login = 0; login < 3; login++) {
        HttpResponse<String> begun = visitor.get(app.uri("/start"));
        HttpResponse<String> page =
            visitor.get(URI.create(begun.headers().firstValue("Location").orElseThrow()));

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("api.internal_error").doesNotContain("Missing");
      }
      assertThat(logs.text())
          .contains(" failed: The request owner " + bad.getClass().getName() + " failed: ");
    }
  }
}
