package org.grantlet.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.RecordedRequest;
import org.grantlet.testing.TestProvider;

/** Looks on the disk for what must not be there: in databases, their journals, and logs. */
final class Secrets {
  /** The form of every code, access token and refresh token of the test provider. */
  private static final Pattern TOKEN =
      Pattern.compile("(code|access|refresh)-[0-9a-f]{8}-[0-9a-f]{4}-");

  private Secrets() {}

  /** Fails on any secret of a provider or of the sample, in any file but that of the key. */
  static void assertNoneBelow(Path folder, TestProvider provider) throws IOException {
    Set<String> secrets =
        new LinkedHashSet<>(List.of("acme-calendar-demo-secret", SampleApi.BASIC));
    secrets.add(provider.clientSecret());
    for (RecordedRequest request : provider.requests(Endpoint.TOKEN)) {
      secrets.add(request.header("Authorization"));
      secrets.add(request.parameter("code_verifier"));
    }
    List<String> words =
        secrets.stream()
            .filter(Objects::nonNull)
            .map(secret -> secret.replaceFirst("^Basic ", ""))
            .toList();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".key")) {
          String text = Files.readString(file, ISO_8859_1);
          assertThat(TOKEN.matcher(text).find()).as("a token in " + file).isFalse();
          assertThat(words.stream().filter(text::contains)).as("secrets in " + file).isEmpty();
        }
      }
    }
  }
}
