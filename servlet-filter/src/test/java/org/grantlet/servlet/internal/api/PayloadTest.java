package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not one JSON object in UTF-8 of at most 64 KiB. */
class PayloadTest {
  private static final String TYPE = "api.invalid_request_payload";
  private static ApiServer server;
  private static ApiClient api;
  private int writes;

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

  @BeforeEach
  void countWrites() {
    writes = server.stores.writes();
  }

  @AfterEach
  void nothingWasWritten() {
    assertThat(server.stores.writes()).isEqualTo(writes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "not json",
        "[]",
        "null",
        "5",
        "\"{}\"",
        "[{}]",
        "{}{}",
        "{\"provider\":\"acme\",}",
        "{'provider':'acme'}",
        "{\"provider\":acme}",
        "{\"provider\":\"acme\"",
        "provider=acme&redirect_uri=x",
        "\uFEFF{}"
      })
  void whatIsNotAnObject_isRefused(String body) {
    api.call("POST", "/auth", body).error(400, TYPE);
    api.call("POST", "/integrations", body).error(400, TYPE);
    api.call("PATCH", "/integrations/acme", body).error(400, TYPE);
    api.call("POST", "/grants", body).error(400, TYPE);
  }

  /** One reader takes the first, another the last: RFC 8259 section 4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"provider\":\"acme\",\"provider\":\"acme\"}",
        "{\"provider\":null,\"provider\":\"acme\"}",
        "{\"unknown\":[{\"provider\":1,\"x\":2,\"provider\":1}]}",
        "{\"settings\":{\"provider\":1,\"\\u0070rovider\":2}}",
        "{\"metadata\":{\"a\":{\"provider\":{},\"provider\":{}}}}"
      })
  void memberThatIsNamedTwice_isRefusedAtEveryDepth(String body) {
    for (String call : List.of("POST /auth", "POST /integrations", "PATCH /integrations/acme")) {
      String[] parts = call.split(" ", -1);
      assertThat(api.send(parts[0], parts[1], BodyPublishers.ofString(body)).error(400, TYPE))
          .isEqualTo("The body is not clear: it names 'provider' twice");
    }
  }

  @Test
  void nesting_hasALimit() {
    assertThat(
            api.call("POST", "/auth", "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")
                .error(400, TYPE))
        .contains("nested");
    api.call("POST", "/auth", "{\"a\":" + "[".repeat(30_000)).error(400, TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "[1e999]", "{\"b\":1e999}"})
  void numbersBeyondAllBounds_areRefusedByName(String number) {
    assertThat(
            api.call("POST", "/auth", auth("\"metadata\":{\"a\":" + number + "}"))
                .error(400, "api.invalid_field"))
        .startsWith("metadata");
    assertThat(
            api.call("POST", "/auth", auth("\"expires_in\":" + number))
                .error(400, "api.invalid_field"))
        .startsWith("expires_in");
  }

  /** Refused before they are parsed: what a number means can take longer than reading it. */
  @ParameterizedTest
  @ValueSource(strings = {"1e9999999", "[-1E+99999999]"})
  void numbersThatTakeLongToParse_areRefused(String number) {
    assertThat(
            api.call("POST", "/auth", auth("\"metadata\":{\"a\":" + number + "}")).error(400, TYPE))
        .isEqualTo("The body is too long in a number");
  }

  @Test
  void brokenUnicode_isRefusedByName() {
    for (String member : new String[] {"state", "login_hint", "account_id", "grant_id"}) {
      assertThat(
              api.call("POST", "/auth", auth("\"" + member + "\":\"a\\ud800b\""))
                  .error(400, "api.invalid_field"))
          .startsWith(member);
    }
    assertThat(
            api.call("POST", "/auth", auth("\"metadata\":{\"a\":[\"\\udc00\"]}"))
                .error(400, "api.invalid_field"))
        .startsWith("metadata");
  }

  @Test
  void otherEncodings_areRefused() {
    byte[] latin = auth("\"state\":\"é\"").getBytes(StandardCharsets.ISO_8859_1);
    api.send("POST", "/auth", BodyPublishers.ofByteArray(latin)).error(400, TYPE);
    byte[] utf16 = auth("\"state\":\"é\"").getBytes(StandardCharsets.UTF_16LE);
    api.send("POST", "/auth", BodyPublishers.ofByteArray(utf16)).error(400, TYPE);
  }

  @Test
  void size_ofMoreThan64KiB_isRefusedWithAndWithoutContentLength() {
    for (int size : new int[] {65_537, 200_000, 3_000_000}) {
      byte[] body = new byte[size];
      Arrays.fill(body, (byte) ' ');
      api.send("POST", "/auth", BodyPublishers.ofByteArray(body)).error(413, TYPE);
      api.send("POST", "/auth", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
          .error(413, TYPE);
    }
  }

  @Test
  void size_of64KiB_isTaken() {
    String body = auth("\"x\":1");
    String padded = body + " ".repeat(65_536 - body.length());
    assertThat(api.call("POST", "/auth", padded).data()).containsKey("url");
    writes++;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "application/vnd.api+json",
        "application/json; charset=iso-8859-1",
        "application/json; charset=nonsense",
        "application/json; charset=",
        "*/*"
      })
  void otherMediaTypes_areRefused(String type) {
    api.with("Content-Type", type).call("POST", "/auth", auth("\"x\":1")).error(415, TYPE);
  }

  @Test
  void absentMediaType_isRefused() {
    api.with("Content-Type", null).call("POST", "/auth", auth("\"x\":1")).error(415, TYPE);
  }

  @Test
  void compression_isRefused() {
    api.with("Content-Encoding", "gzip").call("POST", "/auth", auth("\"x\":1")).error(415, TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json; charset=\"UTF-8\"",
        "application/json ; version=1"
      })
  void json_isTakenHoweverItIsNamed(String type) {
    Map<String, Object> data =
        api.with("Content-Type", type).call("POST", "/auth", auth("\"state\":\"é😀\"")).data();
    assertThat(data.get("request")).asString().contains("é😀");
    writes++;
  }

  @Test
  void brokenChunks_areRefused() {
    String answer =
        RawHttp.send(
            server.base(),
            "POST /connect/auth HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Authorization: " + ApiClient.basic("app:secret-of-the-app"),
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "",
            "zz",
            "{}",
            "");
    assertThat(answer).contains(" 400 ").contains("\"" + TYPE + "\"");
  }

  private static String auth(String more) {
    return Json.text(Map.of("provider", "acme", "redirect_uri", ApiServer.REDIRECT_URI))
            .replace("}", "")
        + ","
        + more
        + "}";
  }
}
