package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.grantlet.internal.json.Json;

/** Whatever a token endpoint says is a token response or a documented error. */
class TokenResponseFuzzTest {
  private static final ResolvedProvider PROVIDER =
      ResolvedProviderTest.provider("https://id.example.com");

  @FuzzTest(maxDuration = "10m")
  void anyBody_isATokenResponseOrRefused(byte[] body) {
    try {
      TokenResponse reply =
          TokenResponse.parse(Json.object(new String(body, StandardCharsets.UTF_8)), PROVIDER);
      assertThat(reply.accessToken().reveal()).isNotBlank().isPrintable();
      if (reply.lifetime() != null) {
        assertThat(reply.lifetime()).isBetween(Duration.ofSeconds(1), Duration.ofDays(3650));
      }
      assertThat(reply.toString()).startsWith("TokenResponse[accessToken=***, ");
    } catch (ProviderException e) {
      assertThat(e.isTransient()).isFalse();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage())
          .matches("not JSON|not a JSON object|nested deeper than \\d+|too long in a number");
    }
  }
}
