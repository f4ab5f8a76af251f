package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.grantlet.ConfigurationException;
import org.grantlet.internal.json.Json;
import org.grantlet.provider.ProviderCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry is read strictly: what is wrong with it is said by file and member. */
class EntryReaderTest {
  private static final String RIGHT =
      """
      {
        "name": "Acme",
        "authorization_endpoint": "https://{region}.acme.example/authorize",
        "token_endpoint": "https://acme.example/token",
        "token_endpoint_auth_method": "client_secret_post",
        "inputs": [{"name": "region", "pattern": "[a-z]{2}", "example": "eu"}]
      }
      """;

  @Test
  void entry_withWhatItNeeds_isRead() {
    ProviderDefinition entry = ProviderDefinition.parse("acme", RIGHT);
    assertThat(entry.name()).isEqualTo("Acme");
    assertThat(entry.exampleUrls())
        .containsEntry("authorization_endpoint", "https://eu.acme.example/authorize");
    assertThat(entry.requires(entry.inputs().get(0))).isTrue();
    assertThat(entry.authorization().pkce()).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nam | `\"Acme\"` | nam is not known",
        "name | null | name is missing",
        "name | 1 | name must be a string",
        "mark | {} | mark.letters is missing",
        "mark | `{\"letters\": \"Ac\"}` | mark.color is missing",
        "mark | `{\"letters\": \"Acm\", \"color\": \"#1f5fd0\"}` | mark.letters must be one or two",
        "mark | `{\"letters\": \"A\", \"color\": \"blue\"}` | mark.color must be dark enough",
        "mark | `{\"letters\": \"A\", \"color\": \"#ffe01b\"}` | mark.color must be dark enough",
        "mark | `{\"letters\": \"A\", \"color\": \"#1f5fd0\", \"icon\": 1}` | mark.icon is not"
            + " known",
        "authorization_endpoint | null | authorization_endpoint is missing",
        "authorization_endpoint | `\"acme.example\"` | authorization_endpoint must be an absolute",
        "authorization_endpoint | `\"http://acme.example/a\"` | authorization_endpoint must be an",
        "authorization_endpoint | `\"https://acme.example/a#b\"` | authorization_endpoint must be"
            + " an",
        "authorization_endpoint | `\"https://u@acme.example/\"` | authorization_endpoint must be"
            + " an",
        "authorization_endpoint | `\"https://acme example/\"` | authorization_endpoint Illegal",
        "authorization_endpoint | `\"https://{tenant}.example/\"` | authorization_endpoint has the"
            + " variable",
        "authorization_endpoint | `\"https://{region.example/\"` | authorization_endpoint has a"
            + " brace",
        "token_endpoint | `\"https://acme.example/{token}\"` | token_endpoint has the variable"
            + " {token}",
        "token_endpoint_auth_method | `\"basic\"` | token_endpoint_auth_method must be one of",
        "inputs | `{}` | inputs must be an array",
        "inputs | `[1]` | inputs[0] must be an object",
        "inputs | `[{\"name\":\"region\",\"example\":\"eu\"}]` | inputs[0].pattern is missing",
        "inputs | `[{\"name\":\"region\",\"pattern\":\"[\",\"example\":\"eu\"}]` |"
            + " inputs[0].pattern is no",
        "inputs | `[{\"name\":\"region\",\"pattern\":\"a\",\"example\":\"eu\"}]` |"
            + " inputs[0].example does not",
        "inputs | `[{\"name\":\"api_token\",\"pattern\":\"a\",\"example\":\"a\"}]` | inputs[0].name"
            + " must be",
        "domains | `[\"Acme.example\"]` | domains must be domains",
        "sources | `[\"acme\"]` | sources must be https",
        "authorization | `{\"pkce\": \"no\"}` | authorization.pkce must be true or false",
        "authorization | `{\"parameters\": {\"a\": 1}}` | authorization.parameters.a must be a"
            + " string",
        "authorization | `{\"parameters\": {\"a\": \"{b}\"}}` | authorization.parameters.a has the"
            + " variable",
        "authorization | `{\"response_mode\": \"web\"}` | authorization.response_mode must be one"
            + " of",
        "token | `{\"body\": \"xml\"}` | token.body must be one of",
        "token | `{\"expires_in\": \"3600\"}` | token.expires_in must be a whole number",
        "token | `{\"at\": \"a..b\"}` | token.at must be a path",
        "refresh | `{\"endpoint\": \"/refresh\"}` | refresh.endpoint must be an absolute",
        "revocation | `{\"method\": \"PUT\"}` | revocation.method must be one of",
        "identity | `{\"subject\": [1]}` | identity.subject must hold strings",
        "identity | `{\"email\": \"cookie:a\"}` | identity.email must begin with",
        "keep | `[{\"setting\":\"a\",\"from\":\"token:a\"}]` | keep[0].pattern is missing",
        "keep | `[{\"setting\":\"a\",\"from\":\"settings:b\",\"pattern\":\".\"}]` | keep[0].from is"
            + " a setting",
        "keep | `[{\"setting\":\"a\",\"from\":\"token:b.access_token\",\"pattern\":\".\"}]` |"
            + " keep[0].from is a secret",
        "hook | 1 | hook must be a string",
      })
  void entry_withAMistake_isRefusedByFileAndMember(String member, String value, String problem) {
    Map<String, Object> entry = Json.object(RIGHT);
    entry.put(member, Json.object("{\"v\": " + value + "}").get("v"));
    assertThatThrownBy(() -> ProviderDefinition.parse("acme", Json.text(entry)))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(told -> assertThat(told).startsWith("acme.json: " + problem)));
  }

  @Test
  void folder_withSeveralMistakes_namesAllAtOnce(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("one.json"), "{\"name\": 1, \"pkce\": true}");
    Files.writeString(folder.resolve("Two.json"), RIGHT);
    Files.writeString(folder.resolve("three.json"), "{");
    Files.writeString(folder.resolve("read.me"), "not an entry");
    assertThatThrownBy(() -> ProviderCatalog.builtIn().with(folder))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(6)
                    .anySatisfy(told -> assertThat(told).startsWith("one.json: name must be"))
                    .anySatisfy(told -> assertThat(told).startsWith("one.json: pkce is not known"))
                    .anySatisfy(told -> assertThat(told).startsWith("Two.json: the name must be"))
                    .anySatisfy(told -> assertThat(told).isEqualTo("three.json: not JSON")));
  }

  @Test
  void folder_goesBeforeTheJar(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("google.json"), RIGHT);
    Files.writeString(folder.resolve("acme.json"), RIGHT);
    ProviderCatalog catalog = ProviderCatalog.builtIn().with(folder);
    ProviderDefinitions definitions = ProviderDefinitions.with(catalog.added());
    assertThat(definitions.find("google").orElseThrow().name()).isEqualTo("Acme");
    assertThat(definitions.find("zoom").orElseThrow().name()).isEqualTo("Zoom");
    assertThat(catalog.names()).contains("acme", "google", "zoom");
    assertThat(catalog.added()).hasSize(2);
    assertThat(ProviderDefinitions.builtIn().find("google").orElseThrow().name())
        .isEqualTo("Google");
  }

  @Test
  void folder_thatIsNotThere_isAProblem() {
    assertThatThrownBy(() -> ProviderCatalog.builtIn().with(Path.of("no/such/folder")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no/such/folder cannot be read");
  }
}
