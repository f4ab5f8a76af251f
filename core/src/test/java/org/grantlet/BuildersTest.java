package org.grantlet;

import java.util.stream.Stream;
import org.grantlet.testing.NullParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the builders have in common. */
class BuildersTest {
  static Stream<Object> builders() {
    return Stream.of(
        Grantlet.builder(),
        Grant.builder("id", "acme", "integration"),
        GrantQuery.builder(),
        HostedAuthRequest.builder("acme"),
        IntegrationSpec.builder());
  }

  @ParameterizedTest
  @MethodSource("builders")
  void null_isRefusedByName(Object builder) {
    NullParameters.assertRefused(builder);
  }
}
