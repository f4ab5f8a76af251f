package org.grantlet.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.grantlet.servlet.internal.pages.Languages;

/** The words that ship. */
final class Words {
  private Words() {}

  /** A copy that may be changed. */
  static Map<String, String> of(String language) {
    String name = "pages_" + language + ".properties";
    try (InputStream in = Languages.class.getResourceAsStream(name)) {
      return Languages.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
