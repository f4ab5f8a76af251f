package org.grantlet.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of Grantlet. */
final class Version {
  /** As the build wrote it. */
  static final String CURRENT = read();

  private Version() {}

  private static String read() {
    try (InputStream resource = Version.class.getResourceAsStream("version.txt")) {
      String text =
          resource == null
              ? ""
              : new String(resource.readAllBytes(), StandardCharsets.US_ASCII).strip();
      return text.matches("[\\w.-]+") ? text : "development"; // compiled without the build
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
