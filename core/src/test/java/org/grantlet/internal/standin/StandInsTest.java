package org.grantlet.internal.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.grantlet.Grants;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInsTest {
  private record Fixed(Map<String, URI> running) implements StandIn {
    @Override
    public void started(Grants grants, String baseUrl) {}

    @Override
    public void ended(Grants grants) {}
  }

  private static StandIns at(String issuer) {
    return new StandIns(List.of(new Fixed(Map.of("google", URI.create(issuer)))));
  }

  @Test
  void find_withoutAnyOnTheClassPath_findsNone() {
    assertThat(StandIns.find()).isSameAs(StandIns.NONE);
    assertThat(StandIns.NONE.of("google")).isNull();
    assertThat(StandIns.NONE.isAt("127.0.0.1", 8080)).isFalse();
  }

  @Test
  void standIn_isOfItsProviderAlone() {
    StandIns standIns = at("http://127.0.0.1:8080");
    assertThat(standIns.of("google")).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(standIns.of("microsoft")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1:8080",
        "https://127.0.0.1:8080",
        "http://127.0.0.1",
        "http://127.0.0.1:8080/path",
        "http://127.0.0.1:8080@evil.example",
        "http://localhost:8080",
        "http://127.0.0.1.evil.example:8080",
        "https://evil.example"
      })
  void standIn_elsewhereThanOnLoopback_isRefused(String issuer) {
    assertThatThrownBy(() -> at(issuer).of("google"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "What stands in for a provider must be at http://127.0.0.1:PORT, not " + issuer);
  }

  @Test
  void policy_allowsTheStandIn_andNothingElseOnLoopback() {
    EndpointPolicy policy = new EndpointPolicy(false, false, at("http://127.0.0.1:8080"));
    assertThat(policy.problem("http://127.0.0.1:8080/token")).isNull();
    for (String other :
        List.of("http://127.0.0.1:8081/", "http://localhost:8080/", "http://127.0.0.1/")) {
      assertThat(policy.problem(other)).contains("must be https");
    }
  }

  @Test
  void started_warns_ifThereIsAny() {
    try (Logs logs = Logs.listen()) {
      StandIns.NONE.started(null, "https://app.example.com");
      assertThat(logs.text()).doesNotContain("grantlet-test");
      at("http://127.0.0.1:8080").started(null, "https://app.example.com");
      assertThat(logs.text())
          .contains("grantlet-test is on the class path of https://app.example.com");
    }
  }
}
