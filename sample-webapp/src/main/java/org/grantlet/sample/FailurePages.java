package org.grantlet.sample;

import org.grantlet.ErrorCode;

/** What went wrong, for people; the code is for those whom they ask. */
final class FailurePages {
  private FailurePages() {}

  static String body(Texts texts, ErrorCode code, String provider) {
    return Html.notice(texts.error(code, provider), "bad") + code(code.wire());
  }

  static String code(String code) {
    return "<p class=\"code\"><code>" + Html.text(code) + "</code></p>";
  }
}
