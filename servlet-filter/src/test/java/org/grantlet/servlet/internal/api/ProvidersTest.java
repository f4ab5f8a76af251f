package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.provider.MailServers;
import org.grantlet.testing.DnsServer;
import org.grantlet.testing.Patience;
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
  void detect_tellsTheProviderOfAnAddress() {
    try (DnsServer dns = DnsServer.start().mx("corp.example", "10 aspmx.l.google.com");
        ApiServer server =
            ApiServer.start(
                filter ->
                    filter.grantlet(
                        grantlet -> grantlet.mailServers(MailServers.byDns(dns.address()))))) {
      ApiClient api = ApiClient.of(server);
      Patience.await("an answer of DNS in time, which is kept")
          .until(() -> server.hostedAuth().detect("ada@corp.example").isPresent());
      for (String address : List.of("ada@gmail.com", "ada@corp.example")) {
        Map<String, Object> expected =
            Map.of(
                "email_address", address, "detected", true, "provider", "google", "type", "google");
        assertThat(api.get("/providers/detect?email=" + address).data()).isEqualTo(expected);
        assertThat(api.call("POST", "/providers/detect?email=" + address, "").data())
            .isEqualTo(expected);
        assertThat(server.hostedAuth().detect(address)).contains("google");
      }
      Answer head =
          api.send("HEAD", "/providers/detect?email=ada@gmail.com", BodyPublishers.noBody());
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(api.send("HEAD", "/providers/detect", BodyPublishers.noBody()).status())
          .isEqualTo(400);
      assertThat(api.get("/providers/detect?email=ada%2Bx@unknown.example").data())
          .isEqualTo(Map.of("email_address", "ada+x@unknown.example", "detected", false));
    }
  }

  @Test
  void detectByMx_switchedOff_asksNobody() {
    try (ApiServer server = ApiServer.start()) {
      ApiClient api = ApiClient.of(server);
      assertThat(api.get("/providers/detect?email=ada@gmail.com").data())
          .containsEntry("detected", true);
      assertThat(api.get("/providers/detect?email=ada@corp.example").data())
          .containsEntry("detected", false);
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
