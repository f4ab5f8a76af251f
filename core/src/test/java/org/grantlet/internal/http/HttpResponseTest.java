package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.grantlet.provider.HttpSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bytes of a provider's answer become. */
class HttpResponseTest {
  private static final String JSON = "{\"access_token\":\"a\"}";

  private static HttpResponse reply(byte[] body, String... headers) throws IOException {
    Map<String, String> named = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
    return new HttpResponse(new HttpSender.Response(200, named, body));
  }

  private static HttpResponse reply(String body, String... headers) throws IOException {
    return reply(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/octet-stream", "text/plain", "text/html", "", "/", "application/jwt"})
  void json_isWhatParses_whateverItIsCalled(String type) throws IOException {
    assertThat(reply(JSON, "Content-Type", type).object()).containsEntry("access_token", "a");
    assertThat(reply(JSON).object()).containsEntry("access_token", "a");
  }

  @Test
  void byteOrderMark_isNoPartOfIt() throws IOException {
    assertThat(reply("\uFEFF" + JSON).object()).containsEntry("access_token", "a");
    assertThat(reply("\uFEFFaccess_token=a").jsonOrForm()).isEqualTo(Map.of("access_token", "a"));
    assertThat(reply("\uFEFFe30.e30.c2ln").jwt()).isEqualTo("e30.e30.c2ln");
    assertThat(reply("\uFEFF\uFEFF" + JSON).object()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip "})
  void gzip_isUnpacked_thoughNobodyAskedForIt(String encoding) throws IOException {
    assertThat(reply(gzip(utf8("\uFEFF" + JSON)), "content-encoding", encoding).object())
        .containsEntry("access_token", "a");
  }

  @Test
  void deflate_isUnpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new DeflaterOutputStream(bytes)) {
      zip.write(utf8(JSON));
    }
    assertThat(reply(bytes.toByteArray(), "Content-Encoding", "deflate").object()).isNotEmpty();
  }

  @Test
  void identity_isLeftAlone() throws IOException {
    assertThat(reply(JSON, "Content-Encoding", "identity").object()).isNotEmpty();
    assertThat(reply("", "Content-Encoding", "gzip").text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "*"})
  void encoding_thatIsNotKnown_isNoAnswer(String encoding) {
    assertThatThrownBy(() -> reply(JSON, "Content-Encoding", encoding))
        .isInstanceOf(IOException.class)
        .hasMessage("the Content-Encoding of the reply is not known");
  }

  @Test
  void brokenGzip_isNoAnswer() throws IOException {
    assertThatThrownBy(() -> reply(JSON, "Content-Encoding", "gzip"))
        .isInstanceOf(IOException.class);
    byte[] half = Arrays.copyOf(gzip(utf8(JSON)), 15);
    assertThatThrownBy(() -> reply(half, "Content-Encoding", "gzip"))
        .isInstanceOf(IOException.class);
  }

  /**
   * 1 MiB of what was sent, and of what comes out of it: a megabyte of gzip may hold a gigabyte.
   */
  @Test
  void bomb_isStoppedAtOneMegabyte() throws IOException {
    byte[] most = utf8(" ".repeat(HttpResponse.MAX_BYTES));
    byte[] more = utf8(" ".repeat(HttpResponse.MAX_BYTES + 1));

    assertThat(reply(gzip(most), "Content-Encoding", "gzip").text())
        .hasSize(HttpResponse.MAX_BYTES);
    assertThat(reply(most).text()).hasSize(HttpResponse.MAX_BYTES);
    for (byte[] bomb : new byte[][] {gzip(more), gzip(new byte[200 << 20])}) {
      assertThatThrownBy(() -> reply(bomb, "Content-Encoding", "gzip"))
          .isInstanceOf(IOException.class)
          .hasMessage("the reply is larger than 1048576 bytes");
    }
    assertThatThrownBy(() -> reply(more)).hasMessage("the reply is larger than 1048576 bytes");
  }

  @Test
  void form_isATokenResponseToo() throws IOException {
    String form =
        "access_token=a%2Bb+c&token_type=bearer&expires_in=3600&scope=repo%2Cgist&state=&flag\r\n";
    assertThat(reply(form, "Content-Type", "text/plain").jsonOrForm())
        .isEqualTo(
            Map.of(
                "access_token",
                "a+b c",
                "token_type",
                "bearer",
                "expires_in",
                "3600",
                "scope",
                "repo,gist",
                "state",
                "",
                "flag",
                ""));
    assertThat(reply("error=bad_verification_code&error_description=x+y").jsonOrForm())
        .isEqualTo(Map.of("error", "bad_verification_code", "error_description", "x y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "a=b",
        "<p>access_token=a</p>",
        "access_token=a&access_token=b",
        "access_token=%zz",
        "{\"access_token\"",
        "[\"access_token=a\"",
        "e30.e30.c2ln"
      })
  void whatIsNeither_isEmpty(String body) throws IOException {
    assertThat(reply(body).jsonOrForm()).isEqualTo(Map.of());
    assertThat(reply(body).object()).isEmpty();
  }

  @Test
  void form_isNoJson() throws IOException {
    assertThat(reply("access_token=a").object()).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"e30.e30.c2ln", "e30.e30.", " e30.e30.c2ln\n"})
  void jwt_isThreePartsOfBase64Url(String body) throws IOException {
    assertThat(reply(body).jwt()).isEqualTo(body.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", JSON, "a.b", "a.b.c.d.e", "a b.c.d", "..", "e30.e3=.c2ln"})
  void whatIsNoJwt_isNone(String body) throws IOException {
    assertThat(reply(body).jwt()).isNull();
  }

  @Test
  void answer_printsNothingOfItself() {
    assertThat(new HttpSender.Response(200, Map.of("Location", "secret"), utf8(JSON)))
        .hasToString("status 200, 20 bytes");
  }

  /** Maps of some clients hold the status line without a name, and names without a value. */
  @Test
  void responseOfASender_mayHaveHeadersWithoutValue() {
    Map<String, String> headers = new HashMap<>();
    headers.put("", "HTTP/1.1 200 OK");
    headers.put("X-Empty", null);
    headers.put("content-type", "text/plain");
    HttpSender.Response response = new HttpSender.Response(200, headers, new byte[0]);
    assertThat(response.header("Content-Type")).isEqualTo("text/plain");
    assertThat(response.header("X-Empty")).isNull();
  }
}
