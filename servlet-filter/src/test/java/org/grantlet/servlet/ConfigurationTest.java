package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.grantlet.ConfigurationException;
import org.grantlet.testing.NullParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration that is wrong says. */
class ConfigurationTest {
  private static Map<String, String> valid() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("grantlet.base-url", "https://app.example.com");
    keys.put("grantlet.client-id", "app");
    keys.put("grantlet.client-secret", "secret-of-the-app");
    keys.put("grantlet.integration.google.client-id", "google-client");
    keys.put("grantlet.integration.google.client-secret", "google-secret");
    keys.put("grantlet.integration.google.redirect-uris", "/connected");
    return keys;
  }

  private static ConfigurationException start(Map<String, String> keys) {
    return catchThrowableOfType(
        ConfigurationException.class,
        () -> {
          Server server = new Server();
          ServletContextHandler context = new ServletContextHandler("/");
          context.addFilter(
              new FilterHolder(HostedAuthFilter.builder().properties(keys).build()), "/*", null);
          server.setHandler(context);
          try {
            server.start();
          } finally {
            server.stop();
          }
        });
  }

  @Test
  void validConfiguration_starts() {
    assertThat(start(valid())).isNull();
  }

  @Test
  void threeMistakes_areNamedTogether_withWhatWouldBeRight() {
    Map<String, String> keys = valid();
    keys.remove("grantlet.base-url");
    keys.put("grantlet.provider-timout", "5");
    keys.put("grantlet.integration.google.expires-in", "5");

    ConfigurationException failure = start(keys);
    assertThat(failure.problems()).hasSize(3);
    assertThat(failure)
        .hasMessageContaining("grantlet.base-url is missing")
        .hasMessageContaining("https://app.example.com")
        .hasMessageContaining("did you mean grantlet.provider-timeout?")
        .hasMessageContaining(
            "grantlet.integration.google.expires-in must be between 60 and 315360000 seconds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grantlet.base-url | http://app.example.com | grantlet.base-url must be https",
        "grantlet.base-url | http://localhost:8080 | grantlet.insecure-loopback=true",
        "grantlet.path | connect | grantlet.path must be a path such as /connect",
        "grantlet.api | maybe | grantlet.api must be on or off, not 'maybe'",
        "grantlet.client-secret | '' | grantlet.client-secret is missing",
        "grantlet.encryption-key | c2hvcnQ= | must be 256 bits",
        "grantlet.store | jdbc:h2:mem:x | grantlet.encryption-key is missing",
        "grantlet.store | somewhere | nothing on the class path opens",
        "grantlet.one-time-store | store | needs a database",
        "grantlet.catalogue | /folder | did you mean grantlet.catalog?",
        "grantlet.max-login-url-ttl | 10 | between 60 and",
        "grantlet.max-login-url-ttl | soon | must be a number of seconds, not 'soon'",
        "grantlet.login-confirmation | sometimes | must be auto or always or never",
        "grantlet.trusted-proxies | 10.0.0.0/33 | not '10.0.0.0/33'",
        "grantlet.trusted-proxies | 999.0.0.1 | not '999.0.0.1'",
        "grantlet.trusted-proxies | ::ffff:10.0.0.0/8 | not '::ffff:10.0.0.0/8'",
        "grantlet.forwarded-header | via | auto or forwarded or x-forwarded-for, not 'via'",
        "grantlet.listeners | java.lang.String | implement GrantListener",
        "grantlet.request-owner | java.lang.String | implements RequestOwner",
        "grantlet.proxy | https://u:topsecret@proxy:1 | grantlet.proxy must look like http://user:",
        "grantlet.proxy | proxy:3128 | grantlet.proxy must look like http://user:password@",
        "grantlet.proxy | http://proxy/path | grantlet.proxy must look like http://user:password@",
        "grantlet.proxy-exceptions | a.example, http://b/ | names of hosts, not 'http://b/'",
        "grantlet.trust-store | /no/such/file | grantlet.trust-store cannot be read",
        "grantlet.trust-store | pom.xml | is neither PEM nor PKCS12 that its password opens",
        "grantlet.trust-store-password | x | grantlet.trust-store-password is for grantlet.trust-",
        "grantlet.client-certificate | /no/such/file | grantlet.client-certificate cannot be read",
        "grantlet.client-certificate-password | x | is for grantlet.client-certificate, which is",
        "grantlet.user-agent | naïve | grantlet.user-agent must be at most 200 characters",
        "grantlet.integration.google.client-secret | ${env:NO_SUCH_VARIABLE} | NO_SUCH_VARIABLE",
        "grantlet.integration.google.client-secret | ${file:/no/such/file} | /no/such/file",
        "grantlet.integration.google.redirect-uris | connected | must be an absolute https URL",
        "grantlet.integration.google.redirect-uris | https://APP.example.com/c |"
            + " google.redirect-uris must name pages of this application in normal form",
        "grantlet.integration.google.redirect-uris | /a/../c | 'https://app.example.com/c', not",
        "grantlet.integration.google.redirect-uris | https://app.example.com.:443/c | com/c', not",
        "grantlet.base-url | https://App.example.com:443 | form, https://app.example.com: 'https",
        "grantlet.integration.google.issuer | https://x.example | grantlet.custom-providers=true",
        "grantlet.integration.google.client-idd | x | mean grantlet.integration.google.client-id?",
        "grantlet.integration.google.redirect_uris | /x | mean"
            + " grantlet.integration.google.redirect-uris?",
        "grantlet.integration.gogle.client-id | x | must be one of",
        "grantlet.integration.google | x | grantlet.integration.<provider>.<setting>"
      })
  void mistake_isNamedWithWhatWouldBeRight(String key, String value, String message) {
    Map<String, String> keys = valid();
    keys.put(key, value);

    assertThat(start(keys)).hasMessageContaining(message);
  }

  @Test
  void unknownKey_thatIsNearToNone_hasNoAdvice() {
    Map<String, String> keys = valid();
    keys.put("grantlet.something-else-entirely", "x");

    assertThat(start(keys))
        .hasMessageContaining("grantlet.something-else-entirely is not a key of Grantlet")
        .hasMessageNotContaining("did you mean");
  }

  /** Windows editors begin a file with a byte order mark. */
  @Test
  void file_thatBeginsWithAByteOrderMark_isReadWithoutIt(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("id"), "\uFEFFid\n");
    Map<String, String> keys = valid();
    keys.put("grantlet.base-url", "${file:" + secret + "}");

    assertThat(start(keys)).hasMessageEndingWith(": 'id'");
  }

  @Test
  void settingsOfIntegrations_thatAreNoTexts_areWrittenAsTexts() {
    Map<String, String> keys = valid();
    keys.put("grantlet.integration.google.require-all-scopes", "true");
    keys.put("grantlet.integration.google.authorization-parameters", "hd=a.example&prompt=a%20b");
    keys.put("grantlet.clock-skew", "0");
    assertThat(start(keys)).isNull();
    keys.put("grantlet.integration.google.require-all-scopes", "yes");
    keys.put("grantlet.integration.google.authorization-parameters", "hd");
    keys.put("grantlet.clock-skew", "301");
    assertThat(start(keys))
        .hasMessageContaining("require-all-scopes must be true or false, not 'yes'")
        .hasMessageContaining("authorization-parameters must be of the form name=value&name=value")
        .hasMessageContaining("grantlet.clock-skew must be between 0 and 300 seconds");
    keys.put("grantlet.integration.google.authorization-parameters", "state=x");
    assertThat(start(keys)).hasMessageContaining("must not hold state");
  }

  @Test
  void secrets_areInNoMessage() {
    Map<String, String> keys = valid();
    keys.put("grantlet.encryption-key", "topsecret!");
    keys.put("grantlet.integration.google.client-secret", "topsecret\u0001");
    keys.put("grantlet.store", "jdbc:h2:mem:x;PASSWORD=topsecret");
    keys.put("grantlet.proxy", "ftp://user:topsecret@proxy.example.com");
    keys.put("grantlet.client-certificate", "pom.xml");
    keys.put("grantlet.client-certificate-password", "topsecret");

    assertThat(start(keys)).isNotNull();
    assertThat(start(keys).getMessage()).doesNotContain("topsecret");
  }

  @Test
  void ownEntries_thatAreWrong_areNamedWithTheRest(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("acme.json"), "{\"nam\": \"Acme\"}");
    Map<String, String> keys = valid();
    keys.put("grantlet.catalog", folder.toString());
    keys.put("grantlet.path", "connect");

    assertThat(start(keys))
        .hasMessageContaining("grantlet.path must be a path")
        .hasMessageContaining("grantlet.catalog: acme.json: nam is not known")
        .hasMessageContaining("grantlet.catalog: acme.json: name is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DIRECTORY", "classpath:org/grantlet/servlet/catalogue"})
  void ownEntries_areProvidersLikeAnyOther(String place, @TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("acme.json"), "{\"name\": \"Acme\", \"issuer\": \"https://acme.example\"}");
    Map<String, String> keys = valid();
    keys.put("grantlet.catalog", place.replace("DIRECTORY", folder.toString()));
    keys.put("grantlet.integration.acme.client-id", "acme-client");
    keys.put("grantlet.integration.acme.client-secret", "acme-secret");
    keys.put("grantlet.integration.acme.redirect-uris", "/connected");

    assertThat(start(keys)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no/such/folder", "classpath:no/such/folder", "classpath:java/lang"})
  void ownEntries_thatAreNotThere_areAProblem(String place) {
    Map<String, String> keys = valid();
    keys.put("grantlet.catalog", place);

    assertThat(start(keys)).hasMessageContaining("grantlet.catalog: ");
  }

  @Test
  void builder_refusesNullByName() {
    NullParameters.assertRefused(HostedAuthFilter.builder());
  }
}
