package org.grantlet.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;

/** What went wrong, for people; the code is for those whom they ask. */
final class FailurePages {
  private FailurePages() {}

  /** The page of something that the user asked for and did not get. */
  static void show(
      HttpServletRequest request,
      HttpServletResponse response,
      GrantletException e,
      String provider)
      throws IOException {
    Texts texts = Texts.of(request);
    response.setStatus(e.status());
    String body = body(texts, e.code(), provider) + AccountPages.back(texts);
    Html.page(request, response, texts.get("failure.title"), body);
  }

  static String body(Texts texts, ErrorCode code, String provider) {
    return Html.notice(texts.error(code, provider), "bad") + code(code.wire());
  }

  static String code(String code) {
    return "<p class=\"code\"><code>" + Html.text(code) + "</code></p>";
  }
}
