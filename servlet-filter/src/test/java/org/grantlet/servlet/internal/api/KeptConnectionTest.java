package org.grantlet.servlet.internal.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls that take no body may have one, and clients send it after the head. A container closes a
 * connection whose body was not read to its end when the answer goes out, and the client's next
 * call on it fails.
 */
class KeptConnectionTest {
  private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: *([0-9]+)");
  private static ApiServer server;
  private static String grant;

  @BeforeAll
  static void start() {
    server = ApiServer.start(filter -> filter.tokenEndpoint(true));
    ApiClient api = ApiClient.of(server);
    api.post("/integrations", server.acme()).ok();
    grant = (String) api.post("/grants", server.ada()).data().get("id");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /grants/ID/token, 200",
    "GET, /grants/ID, 200",
    "POST, /grants/none/token, 404",
    "POST, /nowhere, 404",
    "DELETE, /grants/none, 404",
    "PUT, /grants/ID, 405"
  })
  void bodyThatNobodyNeeds_leavesTheConnectionUsable(String method, String path, int status)
      throws IOException {
    URI base = server.base();
    String head =
        method
            + " "
            + base.getPath()
            + path.replace("ID", grant)
            + " HTTP/1.1\r\n"
            + "Host: "
            + base.getAuthority()
            + "\r\n"
            + "Authorization: "
            + ApiClient.basic(ApiServer.CLIENT_ID + ":" + ApiServer.CLIENT_SECRET)
            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      for (int call = 0; call < 2; call++) {
        send(socket, head);
        socket.setSoTimeout(200);
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(30_000);
        send(socket, "{}");
        assertThat(answer(socket)).startsWith("HTTP/1.1 " + status);
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String answer(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      assertThat(next).as("more after " + head).isNotNegative();
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    assertThat(length.find()).isTrue();
    socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
    return head.toString();
  }
}
