package org.grantlet.servlet;

import java.util.Map;
import org.grantlet.servlet.internal.pages.Languages;

/** The built-in texts. */
final class Words {
  private Words() {}

  /** A copy that may be changed. */
  static Map<String, String> of(String language) {
    return Languages.builtIn(language);
  }
}
