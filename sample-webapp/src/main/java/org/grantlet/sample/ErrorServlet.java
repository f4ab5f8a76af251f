package org.grantlet.sample;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The container's {@code error-page}: what {@code sendError} and exceptions end on. */
final class ErrorServlet extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    response.setStatus(status);
    Texts texts = Texts.of(request);
    String kind =
        switch (status) {
          case HttpServletResponse.SC_FORBIDDEN -> "forbidden";
          case HttpServletResponse.SC_NOT_FOUND, HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
              "not_found";
          default ->
              status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "bad_request" : "other";
        };
    String body =
        Html.notice(texts.get("status." + kind), "bad")
            + FailurePages.code(String.valueOf(status))
            + AccountPages.back(texts);
    Html.page(request, response, texts.get("failure.title"), body);
  }
}
