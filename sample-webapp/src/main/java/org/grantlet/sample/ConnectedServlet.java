package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONObject;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuthResult;

/** {@code /connected}: where the browser comes back to, and what came back with it. */
final class ConnectedServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HostedAuthResult result = HostedAuthResult.from(request);
    String accept = request.getHeader("Accept");
    if (accept != null && accept.contains("application/json")) {
      Html.json(response, JSONObject.toJSONString(json(result)));
    } else if (result.isSuccess()) {
      Html.page(request, response, "Account connected", connected(result));
    } else {
      Html.page(request, response, "Nothing was connected", notConnected(result));
    }
  }

  private static Map<String, Object> json(HostedAuthResult result) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("success", result.isSuccess());
    seen.put("grant_id", result.isSuccess() ? result.grant().id() : null);
    seen.put("provider", result.provider());
    seen.put("email", result.email());
    seen.put("state", result.state());
    seen.put("error", result.error());
    seen.put("replayed", result.isReplayed());
    return seen;
  }

  private static String connected(HostedAuthResult result) {
    Grant grant = result.grant();
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
    String why =
        !result.isPresent()
            ? "This page shows what came of connecting an account. Nothing has come yet."
            : "grant.access_denied".equals(result.error())
                ? "Access was declined. You can try again whenever you like."
                : "The provider could not finish this. Please try again.";
    return "<p class=\"notice bad\" role=\"status\">"
        + Html.text(why)
        + "</p>"
        + (result.isPresent()
            ? "<p><code>" + Html.text(String.valueOf(result.error())) + "</code></p>"
            : "")
        + "<p><a class=\"button\" href=\"/\">Back to your accounts</a></p>";
  }
}
