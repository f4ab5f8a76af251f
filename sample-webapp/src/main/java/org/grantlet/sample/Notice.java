package org.grantlet.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** A sentence for the next page that a user sees, after a POST and its redirect. */
final class Notice {
  private static final String ATTRIBUTE = Notice.class.getName();

  private Notice() {}

  static void leave(HttpServletRequest request, String sentence) {
    request.getSession(true).setAttribute(ATTRIBUTE, sentence);
  }

  /** The sentence, once; null if there is none. */
  static @Nullable String take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String sentence)) {
      return null;
    }
    session.removeAttribute(ATTRIBUTE);
    return sentence;
  }
}
