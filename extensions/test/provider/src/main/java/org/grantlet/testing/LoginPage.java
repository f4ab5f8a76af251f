package org.grantlet.testing;

import static org.grantlet.testing.AuthorizationEndpoint.html;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person who it is, and whether to allow the access. A test's user is never asked.
 *
 * @param request the authorization request, with the answer if there is one
 * @param users among whom to choose; empty to ask nobody
 */
record LoginPage(RecordedRequest request, List<TestUser> users) {
  private static final String CHOICE = "test_provider_choice";
  private static final String DENIED = "deny";

  boolean isAnswered() {
    return users.isEmpty() || request.parameter(CHOICE) != null;
  }

  boolean isDenied() {
    return !users.isEmpty() && DENIED.equals(request.parameter(CHOICE));
  }

  TestUser user(TestUser otherwise) {
    return users.stream()
        .filter(user -> user.email().equals(request.parameter(CHOICE)))
        .findFirst()
        .orElse(otherwise);
  }

  Reply show(String clientId, String scope) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Test provider</title>")
        .append("<style>body{font:1rem/1.5 system-ui;max-width:30rem;margin:3rem auto}")
        .append("button{display:block;width:100%;margin:.5rem 0;padding:.75rem;font:inherit}")
        .append("</style><h1>Who are you?</h1><p>The application <code>")
        .append(html(clientId))
        .append("</code> asks for <code>")
        .append(html(scope))
        .append("</code>.</p>");
    for (TestUser user : users) {
      page.append(button(user.email(), "Continue as " + user.email()));
    }
    page.append(button(DENIED, "Deny the access"));
    return Reply.of(200, "text/html; charset=utf-8", page.append("</html>").toString());
  }

  /** Sends the request again, with the choice. */
  private String button(String choice, String label) {
    StringBuilder form = new StringBuilder("<form method=\"get\" action=\"");
    form.append(html(URI.create(request.uri().getPath()).toString())).append("\">");
    request
        .parameters()
        .forEach((name, values) -> values.forEach(value -> form.append(hidden(name, value))));
    return form.append(hidden(CHOICE, choice))
        .append("<button>")
        .append(html(label))
        .append("</button></form>")
        .toString();
  }

  private static String hidden(String name, @Nullable String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(html(name), html(String.valueOf(value)));
  }
}
