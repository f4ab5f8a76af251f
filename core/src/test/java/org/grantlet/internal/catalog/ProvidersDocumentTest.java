package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/providers.md} says what the entries say. */
class ProvidersDocumentTest {
  private static final Path FILE = Path.of("../docs/providers.md");

  @Test
  void document_isUpToDate() throws IOException {
    String right = ProvidersDocument.text();
    if (Boolean.getBoolean("grantlet.write-docs")) {
      Files.writeString(FILE, right);
    }
    assertThat(FILE)
        .as(
            "docs/providers.md is out of date; write it again with: mvn test -pl core"
                + " -Dtest=ProvidersDocumentTest -Dgrantlet.write-docs=true")
        .hasContent(right);
  }
}
