package org.grantlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A response that is longer than wanted: its status and its beginning are known. */
class LongResponseTest extends WireFixture {
  @Test
  void responseThatIsTooLong_hasAStatusAndABeginning() {
    serve(
        (Socket socket, String request, int number, int nth) -> {
          String head = "HTTP/1.1 202 Accepted\r\nContent-Length: 1000000\r\n\r\n";
          socket
              .getOutputStream()
              .write((head + "0123456789".repeat(100)).getBytes(StandardCharsets.US_ASCII));
          return true; // the rest never comes
        });

    LongResponseException thrown =
        catchThrowableOfType(
            LongResponseException.class, () -> transport.exchange(post().maxResponseBytes(15)));

    assertThat(thrown).hasMessage("the reply is larger than 15 bytes");
    assertThat(thrown.beginning().status()).isEqualTo(202);
    assertThat(thrown.beginning().header("content-length")).isEqualTo("1000000");
    assertThat(new String(thrown.beginning().body(), StandardCharsets.US_ASCII))
        .isEqualTo("012345678901234");
  }
}
