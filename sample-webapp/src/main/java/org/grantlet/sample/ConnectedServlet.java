package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONObject;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuthResult;

/** {@code /connected}: the redirect URI, which shows the result. */
final class ConnectedServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HostedAuthResult result = HostedAuthResult.from(request);
    String accept = request.getHeader("Accept");
    if (accept != null && accept.contains("application/json")) {
      Html.json(response, JSONObject.toJSONString(json(result)));
    } else if (result.grant().isPresent()) {
      Html.page(request, response, "Account connected", connected(result, result.grant().get()));
    } else {
      Html.page(request, response, "Nothing was connected", notConnected(result));
    }
  }

  private static Map<String, Object> json(HostedAuthResult result) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("success", result.isSuccess());
    seen.put("grant_id", result.grant().map(Grant::id).orElse(null));
    seen.put("provider", result.provider());
    seen.put("email", result.email());
    seen.put("state", result.state());
    seen.put("error", result.error() == null ? null : result.error().wire());
    seen.put("replayed", result.isReplayed());
    return seen;
  }

  private static String connected(HostedAuthResult result, Grant grant) {
    return "<p class=\"notice good\" role=\"status\">"
        + Html.text(Objects.requireNonNullElse(result.email(), "Your account"))
        + " is part of your week now.</p><dl class=\"card\">"
        + Html.row("Provider", grant.provider())
        + Html.row("Grant", grant.id())
        + Html.row("Access", String.join(", ", grant.scope()))
        + Html.row("State", result.state())
        + Html.row("Seen before", result.isReplayed() ? "yes, this page was reloaded" : null)
        + "</dl><p><a class=\"button\" href=\"/\">Back to your accounts</a></p>";
  }

  private static String notConnected(HostedAuthResult result) {
    ErrorCode error = result.error();
    String why =
        !result.isPresent()
            ? "This page shows the result of a login. There is no result yet."
            : error == ErrorCode.ACCESS_DENIED
                ? "Access was declined. You can try again at any time."
                : "The provider could not finish this. Please try again.";
    return "<p class=\"notice bad\" role=\"status\">"
        + Html.text(why)
        + "</p>"
        + (error == null ? "" : "<p><code>" + Html.text(error.wire()) + "</code></p>")
        + "<p><a class=\"button\" href=\"/\">Back to your accounts</a></p>";
  }
}
