package org.grantlet.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on a file of H2. */
class H2StoresTest extends StoresContract {
  @TempDir private Path folder;

  @Override
  String emptyDatabase() {
    return "jdbc:h2:file:" + folder.resolve("grantlet");
  }
}
