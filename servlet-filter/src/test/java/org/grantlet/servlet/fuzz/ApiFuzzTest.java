package org.grantlet.servlet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.grantlet.ErrorCode;
import org.grantlet.internal.json.Json;

/** Any call of the Connect API is answered in JSON, by success or a documented error. */
class ApiFuzzTest {
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values())
          .filter(code -> code != ErrorCode.INTERNAL_ERROR)
          .map(ErrorCode::wire)
          .collect(Collectors.toSet());

  private static final InMemoryApp APP = new InMemoryApp();

  /** The first line is method, path and query below the base path; the rest is the body. */
  @FuzzTest(maxDuration = "10m")
  void anyCall_isAnsweredAsDocumented(byte[] input) {
    InMemoryApp.onlyCallsNobody();
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String line = InMemoryApp.target(input, 0, end);
    int space = line.indexOf('+');
    if (space < 1 || !line.substring(0, space).matches("GET|POST|PATCH|DELETE")) {
      return;
    }
    byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    InMemoryApp.Answer answer =
        APP.api(line.substring(0, space) + " /connect/" + line.substring(space + 1), body);
    if (answer.header("X-Request-Id") == null) {
      assertThat(answer.status()).as("what Jetty refuses by itself").isBetween(200, 499);
      return;
    }
    boolean json = String.valueOf(answer.header("Content-Type")).startsWith("application/json");
    if (!json) { // a page of login or callback
      assertThat(answer.status()).isNotEqualTo(500);
      return;
    }
    Map<String, Object> reply = Json.object(answer.body());
    if (answer.status() != 200) {
      assertThat(CODES).contains(String.valueOf(reply.get("type")));
    }
  }
}
