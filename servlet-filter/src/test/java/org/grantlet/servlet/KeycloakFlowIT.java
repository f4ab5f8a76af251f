package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.grantlet.testing.KeycloakServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole flow with a real Keycloak behind it; runs in the Maven profile {@code keycloak}. */
class KeycloakFlowIT {
  private static KeycloakServer keycloak;

  @BeforeAll
  static void start() throws Exception {
    keycloak = KeycloakServer.start(Path.of(System.getProperty("keycloak.home")));
  }

  @AfterAll
  static void stop() {
    keycloak.close();
  }

  @Test
  void discovery_promisesTheIssuerInTheResponse() throws Exception {
    URI discovery = URI.create(keycloak.issuer() + "/.well-known/openid-configuration");
    String metadata =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(discovery).build(), BodyHandlers.ofString())
            .body();
    assertThat(metadata)
        .contains("\"issuer\":\"" + keycloak.issuer() + "\"")
        .contains("\"authorization_response_iss_parameter_supported\":true");
  }
}
