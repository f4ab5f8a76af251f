package org.grantlet.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code GET /providers}. */
class ProvidersTest {
  @Test
  void list_tellsWhatEachProviderNeeds() {
    try (ApiServer server = ApiServer.start()) {
      ApiClient api = ApiClient.of(server);
      List<Map<String, Object>> providers = api.get("/providers?limit=200").list();

      assertThat(providers)
          .extracting(provider -> provider.get("provider"))
          .contains("google", "microsoft", "zoom");
      Map<String, Object> microsoft =
          providers.stream()
              .filter(provider -> "microsoft".equals(provider.get("provider")))
              .findFirst()
              .orElseThrow();
      assertThat(microsoft)
          .containsEntry("name", "Microsoft")
          .containsOnlyKeys("provider", "name", "settings", "scope_example", "documentation");
      assertThat((List<?>) microsoft.get("settings"))
          .extracting("name", "required")
          .contains(tuple("client_id", true), tuple("client_secret", true), tuple("tenant", false));
      assertThat(api.get("/providers?limit=1&offset=1").list()).hasSize(1);
    }
  }

  @Test
  void examples_fitTheirPatterns() {
    try (ApiServer server = ApiServer.start()) {
      for (Map<String, Object> provider : ApiClient.of(server).get("/providers?limit=200").list()) {
        for (Object setting : (List<?>) provider.get("settings")) {
          Map<?, ?> said = (Map<?, ?>) setting;
          assertThat((String) said.get("example"))
              .as(provider + " " + said)
              .matches(Pattern.compile((String) said.get("pattern")));
        }
      }
    }
  }
}
