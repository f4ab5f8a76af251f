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
      assertThat(ConfigSources.of(filter, environment).places())
          .containsExactly(
              "grantlet.properties on the class path: one key, in "
                  + folder.resolve("grantlet.properties").toUri().toURL(),
              "WEB-INF/grantlet.properties: one key",
              "-Dgrantlet.config=" + configured + ": one key",
              "init-params of the context: " + VALUE,
              "init-params of the filter: " + VALUE,
              "system properties: " + VALUE,
              "environment variables: GRANTLET_APPLICATION_NAME");
    }
  }

  /** An embedded Jetty knows no class loader of the application unless it is given one. */
  @Test
  void containerWithoutAClassLoader_theFileIsFoundByTheThread() throws Exception {
    Path file = Files.writeString(folder.resolve("grantlet.properties"), VALUE + " = thread");
    empty();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      thread.setContextClassLoader(loader);
      assertThat(found(filter, Map.of())).containsEntry(VALUE, "thread");
      assertThat(ConfigSources.hasFile(context)).isTrue();

      thread.setContextClassLoader(null);
      Files.delete(file);
      assertThat(ConfigSources.of(filter, Map.of()).places().get(0))
          .isEqualTo(
              "grantlet.properties on the class path: not there (asked were the class loaders of"
                  + " the application, of the thread and of Grantlet)");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void fileThatIsNotThere_isAProblem_andTheOtherPlacesAreRead() {
    System.setProperty(ConfigKey.CONFIG, folder.resolve("none").toString());
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(call -> file(VALUE + " = WEB-INF"));

    ConfigSources.Found found = ConfigSources.of(filter, Map.of());
    assertThat(found.properties()).containsEntry(VALUE, "WEB-INF");
    assertThat(found.problems())
        .containsExactly("-Dgrantlet.config=" + folder.resolve("none") + " is not there");
    assertThat(found.places())
        .contains("-Dgrantlet.config=" + folder.resolve("none") + ": not there");
  }

  @Test
  void keyWithTwoValues_isAProblem() {
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(
            call -> file(VALUE + "=a\n" + VALUE + " = b\ngrantlet.api=on\ngrantlet.api: on"));

    assertThat(ConfigSources.of(filter, Map.of()).problems())
        .containsExactly(VALUE + " has two different values in WEB-INF/grantlet.properties");
  }

  @Test
  void pathOfWindows_thatIsNoEscape_isAProblem() {
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(call -> file("grantlet.trust-store = C:\\users\\ca.pem"));

    assertThat(ConfigSources.of(filter, Map.of()).problems())
        .singleElement()
        .asString()
        .startsWith("WEB-INF/grantlet.properties cannot be read: a backslash begins an escape")
        .contains("paths of Windows with /");
  }

  @Test
  void fileInAnotherEncoding_isAProblem() {
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(
            call ->
                new ByteArrayInputStream(
                    (VALUE + " = B\u00FCcher").getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(ConfigSources.of(filter, Map.of()).problems())
        .containsExactly("WEB-INF/grantlet.properties cannot be read: it is not in UTF-8");
  }

  /** It is the key that says where another file is: in a file or a web.xml it comes too late. */
  @Test
  void placeOfTheFile_inAnotherPlace_isKeptForTheReport() {
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(call -> file("grantlet.config = /etc/grantlet.properties"));

    assertThat(found(filter, Map.of())).containsKey("grantlet.config");
  }

  @Test
  void environment_thatIsNearAKey_isNamedInAWarning() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GRANTLET_BASEURL", "topsecret");
    environment.put("GRANTLET_CONFIG", "topsecret");
    environment.put("GRANTLET_CLIENTSECRET", "topsecret");
    environment.put("GRANTLET_HOME", "other software");
    empty();
    when(context.getResourceAsStream("/WEB-INF/grantlet.properties"))
        .thenAnswer(call -> file("grantlet.client-secret = ${env:GRANTLET_CLIENTSECRET}"));
    try (Logs logs = Logs.listen()) {
      assertThat(found(filter, environment)).hasSize(1);
      assertThat(logs.text())
          .contains("GRANTLET_BASEURL is not read; did you mean GRANTLET_BASE_URL?")
          .contains("GRANTLET_CONFIG is not read: say -Dgrantlet.config=FILE")
          .doesNotContain("GRANTLET_CLIENTSECRET")
          .doesNotContain("GRANTLET_HOME")
          .doesNotContain("topsecret");
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
          .contains("did you mean GRANTLET_INTEGRATION_GOOGLE_CLIENT_SECRET?")
          .contains("GRANTLET_INTEGRATION_MY_IDP_CLIENT_ID begins like a key")
          .contains("a-b.client-id, grantlet.integration.a_b.client-id]")
          .doesNotContain("GRANTLET_OTHER")
          .doesNotContain("topsecret");
    }
  }
}
