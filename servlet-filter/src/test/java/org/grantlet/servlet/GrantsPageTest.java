package org.grantlet.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.docs.Snippets;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/grants.md shows, in Java and over the API. */
class GrantsPageTest {
  private final TestApp app = TestApp.startWithPages(new Pages());
  private final List<String> reminded = new ArrayList<>();
  private Grant grant;

  @BeforeEach
  void connect() {
    Map<String, Object> seen = TestApp.json(as("ada").open(app.uri("/start")).body());
    grant = app.hostedAuth().grants().get(String.valueOf(seen.get("grant_id")));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private static TestBrowser as(String user) {
    return new TestBrowser().header("X-User", user);
  }

  private Grant now() {
    return app.hostedAuth().grants().get(grant.id());
  }

  private void end() {
    app.provider.revokeAll();
    assertThatThrownBy(() -> app.hostedAuth().grants().refresh(grant.id()))
        .isInstanceOf(GrantletException.class);
  }

  private void remind(String accountId, String provider, Grant.Reason reason) {
    reminded.add(accountId + " " + provider + " " + reason.wire());
  }

  @Test
  void listAndSummary_tellWhoHasToReconnect() {
    end();
    as("eve").open(app.uri("/start"));
    Grants grants = app.hostedAuth().grants();
    // snippet: grants-list
    List<Grant> ofAda = grants.list(GrantQuery.builder().accountId("ada").limit(200).build());

    GrantQuery.Builder broken =
        GrantQuery.builder()
            .provider("acme")
            .status(GrantStatus.INVALID)
            .ascending(true)
            .limit(200);
    for (int offset = 0; ; offset += 200) {
      List<Grant> page = grants.list(broken.offset(offset).build());
      page.forEach(grant -> remind(grant.accountId(), grant.provider(), grant.reason()));
      if (page.size() < 200) {
        break;
      }
    }

    Map<String, Map<GrantStatus, Long>> summary = grants.summary(); // {acme={VALID=1, INVALID=1}}
    // end of snippet
    assertThat(ofAda).extracting(Grant::id).containsExactly(grant.id());
    assertThat(reminded).containsExactly("ada acme unknown");
    assertThat(summary).hasToString("{acme={VALID=1, INVALID=1}}");

    assertThat(run(Snippets.named("grants-api-list")))
        .containsOnlyOnce(grant.id())
        .contains("\"offset\":200")
        .contains("{\"provider\":\"acme\",\"valid\":1,\"invalid\":1}");
  }

  @Test
  void reconnect_isForTheOwner_byAButtonOrALink() {
    end();
    String button = "/reconnect?grant=" + grant.id();
    assertThat(as("eve").get(app.uri(button)).statusCode()).isEqualTo(404);
    assertThat(TestApp.json(as("ada").open(app.uri(button)).body()))
        .containsEntry("grant_id", grant.id());
    assertThat(now().status()).isEqualTo(GrantStatus.VALID);

    assertThat(run(Snippets.named("grants-api-reconnect")))
        .contains("\"success\":true", app.uri("/connect/login?id=").toString());
  }

  @Test
  void moreScopes_areAdded() {
    as("ada").open(app.uri("/more"));
    assertThat(now().scope()).containsExactlyInAnyOrder("openid", "email", "calendar", "contacts");
  }

  @Test
  void metadata_isReplaced() {
    Grants grants = app.hostedAuth().grants();
    String id = grant.id();
    // snippet: grants-metadata
    grants.update(id, new GrantSpec(Map.of(), null, Map.of("plan", "pro"), null, null));
    // end of snippet
    assertThat(now())
        .isEqualTo(
            grant.toBuilder().metadata(Map.of("plan", "pro")).updatedAt(now().updatedAt()).build());
  }

  /** The application's own pages, as the page shows them. */
  private final class Pages extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HostedAuth auth = HostedAuth.from(request.getServletContext());
      switch (request.getServletPath()) {
        case "/reconnect" -> reconnect(auth, request, response);
        case "/more" -> more(auth, request, response);
        default -> chain.doFilter(request, response);
      }
    }

    private void reconnect(
        HostedAuth auth, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      // snippet: grants-reconnect
      Grant grant = auth.grants().get(request.getParameter("grant"));
      if (!request.getUserPrincipal().getName().equals(grant.accountId())) {
        response.sendError(404);
      } else {
        auth.reconnect(grant.id()).redirectUri("/connected").begin(request, response);
      }
      // end of snippet
    }

    private void more(HostedAuth auth, HttpServletRequest request, HttpServletResponse response) {
      // snippet: grants-add-scope
      auth.request("acme")
          .grantId(grant.id())
          .addScope("contacts")
          .redirectUri("/connected")
          .begin(request, response);
      // end of snippet
    }
  }

  private String run(String script) {
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", "set -e\n" + script);
    String[] credentials = TestApp.CREDENTIALS.split(":", -1);
    bash.environment()
        .putAll(
            Map.of(
                "CLIENT_ID",
                credentials[0],
                "CLIENT_SECRET",
                credentials[1],
                "BASE_URL",
                app.uri("").toString(),
                "GRANT",
                grant.id()));
    try {
      Process process = bash.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
