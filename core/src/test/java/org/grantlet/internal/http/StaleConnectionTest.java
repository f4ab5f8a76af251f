package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.grantlet.testing.Patience;
import org.grantlet.testing.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load balancer drops idle connections, and may do so just as a request comes. */
@Timeout(180)
class StaleConnectionTest extends WireFixture {
  /** Answers the first request on the first connection, and closes it as the second one comes. */
  private static boolean dropsTheSecond(Socket socket, int number, int nth) throws IOException {
    if (number == 1 && nth == 2) {
      return false;
    }
    RawServer.reply(socket, OK);
    return true;
  }

  @Test
  void keptConnectionClosedAsTheRequestComes_isAskedOnceMoreOnANewOne() throws IOException {
    serve((socket, request, number, nth) -> dropsTheSecond(socket, number, nth));
    transport.send(post());
    assertThat(transport.send(post()).object()).containsKey("ok");
    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void keptConnectionResetAsTheRequestComes_isAskedOnceMore() throws IOException {
    serve(
        (socket, request, number, nth) -> {
          if (number == 1 && nth == 2) {
            socket.setSoLinger(true, 0); // a reset in the place of an end
            return false;
          }
          RawServer.reply(socket, OK);
          return true;
        });
    transport.send(post());
    assertThat(transport.send(post()).object()).containsKey("ok");
  }

  /** The provider may have used the refresh token up, though nothing came back. */
  @Test
  void refresh_onAKeptConnectionThatEndsWithoutAnswer_isNotAskedAgain() throws IOException {
    serve((socket, request, number, nth) -> dropsTheSecond(socket, number, nth));
    transport.send(post());
    assertThat(failure(post().once())).isNotBlank().doesNotContain("null", "answered ");
    assertThat(server.requests()).hasSize(2);
  }

  /** Known before a byte of it was sent. */
  @Test
  void refresh_onAConnectionThatWasClosedBefore_takesANewOne() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    serve(
        (socket, request, number, nth) -> {
          RawServer.reply(socket, OK);
          if (number == 1) {
            socket.shutdownOutput();
            closed.countDown();
          }
          return true;
        });
    transport.send(post());
    assertThat(closed.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(transport.send(post().once()).object()).containsKey("ok");
    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void newConnectionWithoutAnAnswer_isNotAskedAgain() {
    serve((socket, request, number, nth) -> false);
    assertThat(failure(post())).isNotBlank().doesNotContain("null", "answered ");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void secondConnectionWithoutAnAnswer_isTheEnd() throws IOException {
    serve(
        (socket, request, number, nth) -> {
          if (server.requests().size() > 1) {
            return false;
          }
          RawServer.reply(socket, OK);
          return true;
        });
    transport.send(post());
    assertThat(failure(post())).isNotBlank().doesNotContain("answered ");
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void halfAnAnswer_onAKeptConnection_isNotAskedAgain(String half) throws IOException {
    serve(
        (socket, request, number, nth) -> {
          if (nth == 2) {
            RawServer.write(socket, half);
            return false;
          }
          RawServer.reply(socket, OK);
          return true;
        });
    transport.send(post());
    assertThat(failure(post())).isNotBlank().doesNotContain("null", "answered ");
    assertThat(server.requests()).hasSize(2);
  }
}
