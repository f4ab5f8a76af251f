package org.grantlet.servlet.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places of configuration. Mocks, because no process can change its own environment. */
class ConfigSourcesTest {
  private static final String VALUE = "grantlet.application-name";

  @TempDir private Path folder;
  private final FilterConfig filter = mock(FilterConfig.class);
  private final ServletContext context = mock(ServletContext.class);

  @AfterEach
  void clear() {
    System.clearProperty(ConfigKey.CONFIG);
    System.clearProperty(VALUE);
  }

  private static InputStream file(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> found(FilterConfig filter, Map<String, String> environment) {
    return ConfigSources.of(filter, environment).properties();
  }

  private FilterConfig empty() {
    when(filter.getServletContext()).thenReturn(context);
    when(filter.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    when(context.getInitParameterNames()).thenReturn(Collections.emptyEnumeration());
    return filter;
  }

  /** Places are added from the farthest on, and each wins over those before. */
  @Test
  void nearerPlace_wins() throws Exception {
    Files.writeString(folder.resolve("grantlet.properties"), VALUE + " = class path");
    Path configured = Files.writeString(folder.resolve("other"), VALUE + " = configured");
    empty();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      when(context.getClassLoader()).thenReturn(loader);
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "class path");

      when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
          .thenAnswer(call -> file("\uFEFF" + VALUE + " = WEB-INF"));
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "WEB-INF");

      System.setProperty(ConfigKey.CONFIG, configured.toString());
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "configured");

      when(context.getInitParameterNames())
          .thenAnswer(call -> Collections.enumeration(List.of(VALUE)));
      when(context.getInitParameter(VALUE)).thenReturn("context");
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "context");

      when(filter.getInitParameterNames())
          .thenAnswer(call -> Collections.enumeration(List.of(VALUE)));
      when(filter.getInitParameter(VALUE)).thenReturn("filter");
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "filter");

      System.setProperty(VALUE, "system property");
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "system property");

      Map<String, String> environment = Map.of("GRANTLET_APPLICATION_NAME", "environment");
      assertThat(found(filter, environment)).containsEntry(VALUE, "environment");
      assertThat(ConfigSources.of(filter, environment).places()).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GOOGLE_CLIENT_SECRET, google.client-secret",
    "GOOGLE_REDIRECT_URIS, google.redirect-uris",
    "MICROSOFT_TENANT, microsoft.tenant",
    "MICROSOFT_ALLOWED_TENANTS, microsoft.allowed-tenants",
    "ACME_ISSUER, acme.issuer",
    "ACME_TOKEN_ENDPOINT_AUTH_METHOD, acme.token-endpoint-auth-method",
    "MY_IDP_CLIENT_ID, my-idp.client-id"
  })
  void environment_namesASettingOfAnIntegration(String variable, String key) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GRANTLET_INTEGRATION_" + variable, "value");
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(
            call ->
                file(
                    "grantlet.integration.my-idp.issuer = https://idp.example\n"
                        + ("grantlet.integration." + key + " = of the file")));

    assertThat(found(filter, environment))
        .containsEntry("grantlet.integration." + key, "value")
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void formerNameOfTheCatalogKey_inTheEnvironment_isNotPassedOver() {
    assertThat(found(empty(), Map.of("GRANTLET_CATALOGUE", "/folder")))
        .containsKey("grantlet.catalogue");
  }

  @Test
  void environment_thatCannotBeRead_isNamedInAWarning_andAllElseLeftAlone() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GRANTLET_INTEGRATION_GOOGLE_CLIENT_SECRTE", "topsecret");
    environment.put("GRANTLET_INTEGRATION_MY_IDP_CLIENT_ID", "topsecret");
    environment.put("GRANTLET_INTEGRATION_A_B_CLIENT_ID", "topsecret");
    environment.put("GRANTLET_OTHER", "left alone");
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(
            call ->
                file(
                    "grantlet.integration.a-b.issuer = https://idp.example\n"
                        + "grantlet.integration.a_b.issuer = https://idp.example"));
    try (Logs logs = Logs.listen()) {
      assertThat(found(filter, environment)).hasSize(2);
      assertThat(logs.text())
          .contains("GRANTLET_INTEGRATION_GOOGLE_CLIENT_SECRTE begins like a key")
          .contains("GRANTLET_INTEGRATION_MY_IDP_CLIENT_ID begins like a key")
          .contains("a-b.client-id, grantlet.integration.a_b.client-id]")
          .doesNotContain("GRANTLET_OTHER")
          .doesNotContain("topsecret");
    }
  }
}
