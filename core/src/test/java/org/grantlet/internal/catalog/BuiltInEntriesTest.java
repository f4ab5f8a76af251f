package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.protocol.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The entries in the jar: a typo in one fails here, with its file and member. */
class BuiltInEntriesTest {
  private static final ProviderDefinitions CATALOG = ProviderDefinitions.builtIn();
  private static final Path FOLDER = Path.of("src/main/resources/org/grantlet/internal/catalog");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList();
      return names.stream();
    }
  }

  @Test
  void names_areThoseOfTheFolder() throws IOException {
    assertThat(CATALOG.names()).containsExactlyElementsOf(names().toList());
  }

  @Test
  void marks_haveLettersOfTheirOwn() {
    List<String> letters = CATALOG.entries().stream().map(entry -> entry.mark().letters()).toList();
    assertThat(letters).hasSameSizeAs(CATALOG.names()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void entry_isWhole(String name) {
    ProviderDefinition entry =
        ProviderDefinition.parse(name, ProviderDefinitions.builtInText(name));
    EndpointPolicy https = new EndpointPolicy(false, false);
    assertThat(entry.exampleUrls().values())
        .allSatisfy(url -> assertThat(https.problem(url)).as(url).isNull());
    assertThat(entry.guide().documentation()).isNotNull();
    assertThat(entry.guide().verified()).isNotNull();
    assertThat(entry.tokenEndpointAuthMethod()).isNotNull();
    if (entry.hook() != null) {
      assertThat(Providers.builtInHooks()).containsKey(entry.hook());
    }
  }

  /** A reason is told to users: it is in an entry only if a page says so. */
  @ParameterizedTest
  @MethodSource("names")
  void reasons_nameTheirSource(String name) {
    Object refusals =
        JsonPath.of("refresh.refusals").find(Json.object(ProviderDefinitions.builtInText(name)));
    if (refusals instanceof List<?> list) {
      for (Object refusal : list) {
        Map<?, ?> members = (Map<?, ?>) refusal;
        boolean told = members.containsKey("reason") || members.containsKey("source");
        assertThat(told)
            .as("%s", members)
            .isEqualTo(members.containsKey("when") && members.containsKey("source"));
      }
    }
  }
}
