package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;
import org.grantlet.testing.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client on the wire, against a server that does what servers should not. */
@Timeout(180)
class HttpSenderTest extends WireFixture {
  @Test
  void requests_useOneConnection_andSayWhoAsks() throws IOException {
    serve(
        (socket, request, number, nth) -> {
          RawServer.reply(socket, OK);
          return true;
        });
    for (int i = 0; i < 3; i++) {
      assertThat(transport.send(post()).object()).containsKey("ok");
    }
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.requests())
        .hasSize(3)
        .allSatisfy(
            request ->
                assertThat(request)
                    .startsWith("POST /token?x=%2F HTTP/1.1\r\n")
                    .contains("\r\nUser-Agent: Grantlet/")
                    .contains("\r\nAccept: application/json, */*;q=0.5\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("\r\nContent-Type: text/plain\r\n")
                    .doesNotContain("Apache", "Java", "Upgrade:", "Accept-Encoding")
                    .endsWith("\r\n\r\ncode=1"));
  }

  @Test
  void userAgent_hasWhatTheDeploymentAdds() throws IOException {
    serve(
        (socket, request, number, nth) -> {
          RawServer.reply(socket, OK);
          return true;
        });
    transport =
        new HttpTransport(LOOPBACK, new HttpSettings().userAgent("(ops@example.com)"), PATIENT);
    transport.send(HttpRequest.get(uri()));
    assertThat(server.requests().get(0))
        .containsPattern("\r\nUser-Agent: Grantlet/[\\w.-]+ \\(ops@example.com\\)\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500 x",
        "503 x\r\nRetry-After: 1",
        "408 x",
        "429 x\r\nRetry-After: 0",
        "301 x\r\nLocation: /elsewhere",
        "307 x\r\nLocation: /elsewhere",
        "401 x\r\nWWW-Authenticate: Basic realm=\"x\"",
        "407 x\r\nProxy-Authenticate: Basic realm=\"x\"",
        "426 x\r\nUpgrade: TLS/1.2"
      })
  void answer_whateverItSays_isTheAnswer(String status) {
    serve(
        (socket, request, number, nth) -> {
          RawServer.write(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
          return true;
        });
    assertThat(failure(post())).isEqualTo("answered " + status.substring(0, 3));
    assertThat(server.requests()).hasSize(1);
  }

  static List<String> slowAnswers() {
    return List.of(
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "drip");
  }

  /** All are asked for at once, since each takes its time. */
  @Test
  void silence_endsInTime_toTheLastByte() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    serve(
        (socket, request, number, nth) -> {
          String beginning = slowAnswers().get(Integer.parseInt(header(request, "X-Answer")));
          if (beginning.equals("drip")) {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (!await(over, 20)) {
              RawServer.write(socket, " "); // fails when the other side has closed
            }
          }
          RawServer.write(socket, beginning);
          await(over, 50_000);
          return false;
        });
    transport.close();
    transport = new HttpTransport(LOOPBACK, new HttpSettings(), Duration.ofSeconds(1));
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<String>> failures = new ArrayList<>();
    for (int i = 0; i < slowAnswers().size(); i++) {
      HttpRequest request = post().header("X-Answer", String.valueOf(i));
      failures.add(threads.submit(() -> failure(request)));
    }
    for (int i = 0; i < failures.size(); i++) {
      assertThat(failures.get(i).get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as(slowAnswers().get(i))
          .startsWith("no answer within 1 s");
    }
    over.countDown();
    threads.shutdown();
  }

  private static String header(String request, String name) {
    return request.replaceAll("(?s).*\r\n" + name + ": ([^\r]*)\r\n.*", "$1");
  }

  private static boolean await(CountDownLatch latch, long millis) throws IOException {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: "
      })
  void endlessAnswer_isCutOff(String beginning) {
    serve(
        (socket, request, number, nth) -> {
          RawServer.write(socket, beginning);
          while (true) {
            RawServer.write(socket, "x".repeat(1 << 16));
          }
        });
    assertThat(failure(post())).isNotBlank().doesNotContain("answered ", "within");
  }

  @Test
  void manyHeaders_areCutOff() {
    serve(
        (socket, request, number, nth) -> {
          RawServer.write(socket, "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1_000) + "\r\n");
          return false;
        });
    assertThat(failure(post())).isNotBlank().doesNotContain("answered ");
  }

  @Test
  void chunkedAnswer_isRead() throws IOException {
    serve(
        (socket, request, number, nth) -> {
          RawServer.write(
              socket,
              String.join(
                  "\r\n",
                  "HTTP/1.1 200 OK",
                  "Transfer-Encoding: chunked",
                  "",
                  "3",
                  "{\"a",
                  "4",
                  "\":1}",
                  "0",
                  "",
                  ""));
          return true;
        });
    assertThat(transport.send(post()).object()).containsKey("a");
    assertThat(transport.send(post()).object()).containsKey("a");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void headerWithALineBreak_isNotSent() {
    serve((socket, request, number, nth) -> false);
    assertThatThrownBy(() -> transport.send(post().header("X-Token", "a\r\nb: c")))
        .isInstanceOf(IOException.class)
        .hasMessage("what should be sent does not fit into a header");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void closedPort_isSaidInWords() {
    serve((socket, request, number, nth) -> false);
    HttpRequest nobody = HttpRequest.get(URI.create("http://127.0.0.1:" + Ports.free() + "/"));
    assertThat(failure(nobody)).contains("Connection refused").doesNotContain("null");
  }

  @Test
  void request_printsNoSecret() {
    serve((socket, request, number, nth) -> false);
    assertThat(post().header("Authorization", "Bearer abc"))
        .hasToString("POST http://127.0.0.1:" + server.port());
  }
}
