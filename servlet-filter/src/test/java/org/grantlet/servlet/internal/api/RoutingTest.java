package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods, and what happens when something breaks. */
class RoutingTest {
  private static ApiServer server;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    server = ApiServer.start();
    api = ApiClient.of(server);
    api.post("/integrations", server.acme()).ok();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/nothing",
        "/grant",
        "/grantsx",
        "/Grants",
        "/grants/",
        "/grants/1/",
        "/grants/1/2",
        "/grants/1/sync/",
        "/grants/1/sync/now",
        "/integrations/",
        "/integrations/acme/",
        "/integrations/acme/secret",
        "/auth/1",
        "/auth/",
        "/providers/google",
        "/providers/detect/",
        "/openapi.yaml",
        "/loginx",
        "/callbackx"
      })
  void otherPaths_areNotFound(String path) {
    for (String method : new String[] {"GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"}) {
      api.call(method, path, "").error(404, "api.not_found_error");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | /integrations         | GET, HEAD, POST, OPTIONS
          DELETE | /integrations         | GET, HEAD, POST, OPTIONS
          POST   | /integrations/acme    | GET, HEAD, PATCH, DELETE, OPTIONS
          PUT    | /integrations/nobody  | GET, HEAD, PATCH, DELETE, OPTIONS
          GET    | /auth                 | POST, OPTIONS
          HEAD   | /auth                 | POST, OPTIONS
          PATCH  | /grants               | GET, HEAD, POST, DELETE, OPTIONS
          POST   | /grants/1             | GET, HEAD, PATCH, DELETE, OPTIONS
          PUT    | /grants/1             | GET, HEAD, PATCH, DELETE, OPTIONS
          DELETE | /grants/1/sync        | GET, POST, OPTIONS
          HEAD   | /grants/1/sync        | GET, POST, OPTIONS
          POST   | /providers            | GET, HEAD, OPTIONS
          BREW   | /grants               | GET, HEAD, POST, DELETE, OPTIONS
          get    | /grants               | GET, HEAD, POST, DELETE, OPTIONS
          POST   | /openapi.json         | GET, HEAD, OPTIONS
          """)
  void otherMethods_areNotAllowed(String method, String path, String allow) {
    Answer answer = api.send(method, path, BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo(allow);
    if (!method.equals("HEAD")) {
      answer.error(405, "api.not_found_error");
    }
    Answer options = api.send("OPTIONS", path, BodyPublishers.noBody());
    assertThat(options.ok()).containsOnlyKeys("request_id", "success");
    assertThat(options.header("Allow")).isEqualTo(allow);
  }

  @Test
  void token_isNotThereUnlessTurnedOn() {
    api.call("POST", "/grants/1/token", "{}").error(404, "api.not_found_error");
    api.call("GET", "/grants/1/token", "").error(404, "api.not_found_error");
  }

  @Test
  void head_isGetWithoutTheBody() {
    for (String path : new String[] {"/integrations/acme", "/grants", "/openapi.json"}) {
      Answer get = api.get(path);
      Answer head = api.send("HEAD", path, BodyPublishers.noBody());
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    }
  }

  @Test
  void everyReply_hasARequestIdOfItsOwn() {
    assertThat(api.get("/grants").header("X-Request-Id"))
        .isNotEqualTo(api.get("/grants").header("X-Request-Id"));
  }

  @Test
  void brokenPercentEncoding_isAnInvalidQuery() {
    for (String query : new String[] {"email=%zz", "email=%", "email=%4", "x=%zz", "%zz=x"}) {
      assertThat(
              RawHttp.send(
                  server.base(),
                  "GET /connect/grants?" + query + " HTTP/1.1",
                  "Host: localhost",
                  "Connection: close",
                  "Authorization: " + ApiClient.basic("app:secret-of-the-app"),
                  "",
                  ""))
          .contains(" 400 ")
          .contains("\"api.invalid_query_params\"");
    }
  }

  @Test
  void unknownParameters_areIgnored() {
    api.get("/grants?x=1&x=2&&limit=5&view=&y").ok();
  }

  @Test
  void storeThatIsDown_is503() {
    server.stores.failWith(
        () -> new GrantletException(ErrorCode.UNAVAILABLE, "The database cannot be reached"));
    try {
      for (String path : new String[] {"/integrations", "/grants", "/integrations/acme"}) {
        Answer answer = api.get(path);
        answer.error(503, "api.unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
      }
      api.post("/integrations", server.acme()).error(503, "api.unavailable");
      api.post("/grants", server.ada()).error(503, "api.unavailable");
      api.post("/auth", Map.of("provider", "acme", "redirect_uri", ApiServer.REDIRECT_URI))
          .error(503, "api.unavailable");
    } finally {
      server.stores.failWith(null);
    }
  }

  @Test
  void whateverElseBreaks_is500AndTellsNothing() {
    server.stores.failWith(() -> new IllegalStateException("password=hunter2"));
    try {
      Answer answer = api.get("/integrations");
      answer.error(500, "api.internal_error");
      assertThat(answer.body()).doesNotContain("hunter2").doesNotContain("IllegalState");
      String id = "/grants/00000000-0000-4000-8000-000000000000";
      assertThat(api.delete(id).error(500, "api.internal_error")).doesNotContain("hunter2");
    } finally {
      server.stores.failWith(null);
    }
  }
}
