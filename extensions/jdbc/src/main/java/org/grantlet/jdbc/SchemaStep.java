package org.grantlet.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file of statements that make a version of the tables from the one before. Each statement can be
 * run again, because a node may end in between and not all databases take DDL back; the last one
 * records the version, so that the file does the same in other hands (psql, Flyway, Liquibase).
 */
record SchemaStep(String file) {
  /** Oldest first. Named here, and not searched for: a shaded jar or a native image has no list. */
  static final List<SchemaStep> ALL =
      List.of(
          new SchemaStep("V1__stores.sql"),
          new SchemaStep("V2__issuers.sql"),
          new SchemaStep("V2.1__outbox.sql"),
          new SchemaStep("V2.2__refreshes.sql"),
          new SchemaStep("V2.3__webhooks.sql"));

  private static final Pattern END = Pattern.compile(";\\s*(\\R|$)");

  /** H2's statement that makes the history, where it is missing. */
  static String history() {
    return ALL.get(0).statements(Dialect.H2).get(0);
  }

  SchemaVersion version() {
    return SchemaVersion.of(file.substring(1, file.indexOf("__")));
  }

  List<String> statements(Dialect dialect) {
    String path = dialect.scripts() + "/" + file;
    try (InputStream text = SchemaStep.class.getResourceAsStream(path)) {
      String script =
          new String(Objects.requireNonNull(text, path).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(END.split(script)).filter(sql -> !sql.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
