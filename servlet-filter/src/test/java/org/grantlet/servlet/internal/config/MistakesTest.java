package org.grantlet.servlet.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.grantlet.servlet.internal.config.Reading.GOOGLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantletBuilder;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get wrong in their first configuration, and what they read then. */
class MistakesTest {
  private static final Secret KEY = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
  private final Map<String, String> keys = Reading.keys();

  private List<String> problems(Consumer<GrantletBuilder> code) {
    return Reading.problems(keys, code);
  }

  private List<String> problems() {
    return problems(core -> {});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "grantlet.base-url | \"https://app.example.com\" |"
            + " grantlet.base-url is in quotes: write the value without them",
        "grantlet.base-url | app.example.com | grantlet.base-url must be an absolute https URL,"
            + " such as https://app.example.com: 'app.example.com'",
        "grantlet.base-url | http://app.example.com |"
            + " grantlet.base-url must be https: 'http://app.example.com'",
        "grantlet.base-url | http://localhost:8080 | grantlet.base-url must be https (http on"
            + " loopback needs grantlet.insecure-loopback=true): 'http://localhost:8080'",
        "grantlet.base-url | https://app.example.com/?a=b |"
            + " grantlet.base-url must have no query: 'https://app.example.com/?a=b'",
        "grantlet.client-id | my:app | grantlet.client-id must have no colon, which ends it in HTTP"
            + " Basic (RFC 7617), not 'my:…'",
        "grantlet.client-secret | ${GOOGLE_SECRET} | grantlet.client-secret is ${GOOGLE_SECRET},"
            + " which is no placeholder: write ${env:NAME} or ${file:/path}",
        "grantlet.client-secret | ${GOOGLE_SECRET:hunter2} | grantlet.client-secret holds ${…},"
            + " which is no placeholder: write ${env:NAME} or ${file:/path}",
        "grantlet.client-secret | top${secret}word | grantlet.client-secret holds ${…},"
            + " which is no placeholder: write ${env:NAME} or ${file:/path}",
        "grantlet.client-secret | ${env:NONE} |"
            + " grantlet.client-secret names the environment variable NONE, which is not set",
        "grantlet.client-secret | ${env:QUOTED} |"
            + " grantlet.client-secret is in quotes: write the value without them",
        "grantlet.encryption-key | ${file:/no/such/file} |"
            + " grantlet.encryption-key names the file /no/such/file, which is not there",
        "grantlet.encryption-key | ${file:C:keysgrantlet.key} | grantlet.encryption-key names the"
            + " file C:keysgrantlet.key, which is not there (a backslash begins an escape in a"
            + " properties file: write the path with /)",
        "grantlet.encryption-key | AAAAAAAAAAAAAAAAAAAAAA== |"
            + " grantlet.encryption-key must be 256 bits (32 bytes) in base64, not 16 bytes",
        "grantlet.encryption-key | not-base64 | grantlet.encryption-key must be base64, of the"
            + " characters A to Z, a to z, 0 to 9, '+', '/' and '='",
        "grantlet.encryption-key |"
            + " 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f |"
            + " grantlet.encryption-key must be 256 bits (32 bytes) in base64, not 48 bytes (this"
            + " looks like hexadecimal)",
        "grantlet.config | /etc/grantlet.properties | grantlet.config is read as a system property"
            + " only: -Dgrantlet.config=FILE",
        "grantlet.baseUrl | x | grantlet.baseUrl is not a key of Grantlet;"
            + " did you mean grantlet.base-url?",
        "base-url | x | base-url is not a key of Grantlet; did you mean grantlet.base-url?",
        "grantlet.integrations.google.name | x | grantlet.integrations.google.name is not a key of"
            + " Grantlet; did you mean grantlet.integration.google.name?",
        "grantlet.integration.google.scopes | openid |"
            + " grantlet.integration.google.scopes is not a setting of google;"
            + " did you mean grantlet.integration.google.scope?",
        "grantlet.integration.google.redirect-uri | /x |"
            + " grantlet.integration.google.redirect-uri is not a setting of google;"
            + " did you mean grantlet.integration.google.redirect-uris?",
        "grantlet.integration.google.client_id | x |"
            + " grantlet.integration.google.client_id is not of the form"
            + " grantlet.integration.<provider>.<setting>;"
            + " did you mean grantlet.integration.google.client-id?",
        "grantlet.integration.Google.clientId | x |"
            + " grantlet.integration.Google.clientId is not of the form"
            + " grantlet.integration.<provider>.<setting>;"
            + " did you mean grantlet.integration.google.client-id?",
        "grantlet.integration.google.access-type | offline |"
            + " grantlet.integration.google.access-type is not a setting of google",
        "grantlet.integration.google.scope | openid,email | grantlet.integration.google.scope must"
            + " be single scopes, separated by spaces and not by commas: 'openid,email'",
        "grantlet.integration.google.redirect-uris | /a /b |"
            + " grantlet.integration.google.redirect-uris must be an absolute https URL:"
            + " 'https://app.example.com/a /b' (several are separated by commas, none has a space)",
        "grantlet.integration.google.redirect-uris | /connect/callback/google |"
            + " grantlet.integration.google.redirect-uris must name the page of the application"
            + " that the user comes back to, not an endpoint of Grantlet:"
            + " 'https://app.example.com/connect/callback/google' (the callback URI is for the"
            + " provider)",
        "grantlet.store | postgres://db/shop | grantlet.store names a store that nothing on the"
            + " class path opens: 'postgres:…' (a JDBC URL or jndi: needs the module grantlet-jdbc,"
            + " redis:// needs grantlet-redis)",
      })
  void mistake_isTheOnlyProblem_andSaysWhatIsRight(String key, String value, String problem) {
    keys.put(key, value);

    assertThat(problems(code(key))).containsExactly(problem);
  }

  /** A store needs a key; nothing may be said of the key when the store is the mistake. */
  private static Consumer<GrantletBuilder> code(String key) {
    return key.equals("grantlet.store") ? core -> core.encryptionKey(KEY) : core -> {};
  }

  @ParameterizedTest
  @CsvSource({
    "grantlet.base-url, https://app.example.com/",
    "grantlet.base-url, ' https://app.example.com/shop '",
    "grantlet.insecure-loopback, 'true '",
    "grantlet.insecure-loopback, TRUE",
    "grantlet.integration.google.shared-callback, TRUE",
    "grantlet.integration.google.scope, ' openid   email '",
    "grantlet.integration.google.redirect-uris, '/a , https://app.example.com/b,'",
  })
  void spelling_thatIsClear_isNoMistake(String key, String value) {
    keys.put(key, value);

    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00A0https://app.example.com", "https://app.example.com\u200B"})
  void invisibleCharacter_isNamed(String value) {
    keys.put("grantlet.base-url", value);

    assertThat(problems())
        .containsExactly(
            "grantlet.base-url begins or ends with an invisible character,"
                + " such as a no-break space: delete it");
  }

  @Test
  void settingsUnderWrongNames_areNotCalledMissing_too() {
    keys.put(GOOGLE + "clientid", keys.remove(GOOGLE + "client-id"));
    keys.put(GOOGLE + "client_secret", keys.remove(GOOGLE + "client-secret"));
    keys.put(GOOGLE + "redirect-uri", keys.remove(GOOGLE + "redirect-uris"));

    assertThat(problems())
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem).contains("; did you mean " + GOOGLE));
  }

  @Test
  void provider_thatIsMisspelled_isNamedWithTheOneThatIsNear() {
    keys.put("grantlet.integration.gogle.client-id", "x");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("grantlet.integration.gogle: provider must be one of [airtable, ")
        .endsWith(
            "(providers of your own need grantlet.custom-providers=true); did you mean google?");

    keys.remove("grantlet.integration.gogle.client-id");
    keys.put("grantlet.integration.keycloak.client-id", "x");
    assertThat(problems()).singleElement().asString().doesNotContain("did you mean");
  }

  @Test
  void settingOfAnotherProvider_isRefusedWithThoseOfThisOne() {
    keys.put("grantlet.integration.zendesk.client-id", "x");
    keys.put("grantlet.integration.zendesk.client-secret", "x");
    keys.put("grantlet.integration.zendesk.redirect-uris", "/connected");
    keys.put("grantlet.integration.zendesk.tenant", "acme");
    assertThat(problems())
        .containsExactly(
            "grantlet.integration.zendesk.tenant is not a setting of zendesk"
                + " (it has subdomain beside those of all providers)");
  }

  @Test
  void allFaultsOfAllIntegrations_areInTheList() {
    keys.put("grantlet.path", "connect");
    keys.put(GOOGLE + "expires-in", "5");
    keys.put(GOOGLE + "response-mode", "fragment");
    keys.put(GOOGLE + "redirect-uris", "/a/../b,nowhere");
    keys.put("grantlet.integration.zoom.scope", "meeting:read");

    assertThat(problems())
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).startsWith("grantlet.path must be a path"),
            problem -> assertThat(problem).startsWith(GOOGLE + "expires-in must be between"),
            problem -> assertThat(problem).startsWith(GOOGLE + "response-mode must be one of"),
            problem -> assertThat(problem).contains("normal form", "'https://app.example.com/b'"),
            problem -> assertThat(problem).endsWith("must be an absolute https URL: 'nowhere'"),
            problem -> assertThat(problem).endsWith(".zoom.client-id is required"),
            problem ->
                assertThat(problem)
                    .endsWith("is required, except with the token-endpoint-auth-method none"),
            problem -> assertThat(problem).contains(".zoom.redirect-uris must hold at least one"));
  }

  @Test
  void integrationsOfCode_areInTheList() {
    IntegrationSpec spec = IntegrationSpec.builder().setting("scopes", "x").clientId("c").build();

    assertThat(problems(core -> core.path("x").integration("zoom", spec)))
        .contains(
            "grantlet.integration.zoom.scopes is not a setting of zoom; did you mean"
                + " grantlet.integration.zoom.scope?")
        .hasSize(4);
  }

  @Test
  void integrationOfKeysAndCode_isOne() {
    String id = keys.remove(GOOGLE + "client-id");
    assertThat(problems()).hasSize(1);

    IntegrationSpec spec = IntegrationSpec.builder().clientId(id).scope("openid").build();
    assertThat(problems(core -> core.integration("google", spec))).isEmpty();
  }

  /** A part of an integration may be in the database: only there it is seen. */
  @Test
  void integrationInADatabase_mayBeNamedInPart() {
    keys.remove(GOOGLE + "client-id");
    keys.put("grantlet.encryption-key", KEY.reveal());
    keys.put("grantlet.pathh", "/x");
    assertThat(problems(core -> core.stores(MistakesTest::unreachable)))
        .contains(GOOGLE + "client-id is required (unless it is in grantlet.store already)");

    keys.remove("grantlet.pathh");
    assertThat(problems(core -> core.stores(MistakesTest::unreachable)))
        .containsExactly("grantlet.store: the database is down");
  }

  private static Stores unreachable() {
    throw new ConfigurationException(List.of("grantlet.store: the database is down"));
  }

  /** A new key beside stored grants would make them unreadable. */
  @Test
  void key_isOffered_onlyIfNoneWasConfigured() {
    keys.put("grantlet.store", "jdbc:nobody-opens:this");
    assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains("Here is a new one"));

    keys.put("grantlet.encryption-key", "${env:NONE}");
    assertThat(problems()).hasSize(2).noneMatch(problem -> problem.contains("new one"));

    keys.put("grantlet.encryption-key", "c2hvcnQ=");
    assertThat(problems()).hasSize(2).noneMatch(problem -> problem.contains("new one"));

    keys.remove("grantlet.encryption-key");
    assertThat(problems(core -> core.encryptionKey(KEY))).hasSize(1);
  }

  @Test
  void secrets_areInNoProblem(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "'topsecret'");
    keys.put("grantlet.client-secret", "\"topsecret\"");
    keys.put("grantlet.encryption-key", "${file:" + file + "}");
    keys.put("grantlet.proxy", "http://u:top${secret}@proxy:1");
    keys.put(GOOGLE + "client-secrett", "topsecret");

    assertThat(problems())
        .hasSize(4)
        .noneMatch(problem -> problem.contains("topsecret") || problem.contains("${secret}"));
  }
}
