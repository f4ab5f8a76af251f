package org.grantlet.sample;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;

/**
 * {@code /connected}: the redirect URI, where the user comes back from the provider. The filter has
 * checked the result: one that somebody made up does not get here.
 */
final class ConnectedServlet extends HttpServlet {
  private final transient CalendarApi calendars;

  ConnectedServlet(CalendarApi calendars) {
    this.calendars = calendars;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HostedAuthResult result = HostedAuthResult.from(request);
    String accept = request.getHeader("Accept");
    if (accept != null && accept.contains("application/json")) {
      Html.json(response, JSONObjectUtils.toJSONString(json(result)));
      return;
    }
    Texts texts = Texts.of(request);
    String provider = Texts.provider(HostedAuth.from(getServletContext()), result.provider());
    if (result.grant().isPresent()) {
      String title = isReconnect(result) ? "reconnected.title" : "connected.title";
      String body = connected(texts, result, result.grant().get(), provider);
      Html.page(request, response, texts.get(title), body);
    } else if (result.error() != null) {
      String body = failed(texts, result, result.error(), provider);
      Html.page(request, response, texts.get("not_connected.title"), body);
    } else {
      String body =
          "<p class=\"lead\">%s</p>%s"
              .formatted(Html.text(texts.get("no_result.text")), AccountPages.back(texts));
      Html.page(request, response, texts.get("no_result.title"), body);
    }
  }

  private static boolean isReconnect(HostedAuthResult result) {
    return AccountServlet.RECONNECT.equals(result.state());
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

  private String connected(Texts texts, HostedAuthResult result, Grant grant, String provider) {
    String key = isReconnect(result) ? "reconnected.text" : "connected.text";
    String sentence = texts.get(key, AccountPages.account(texts, grant), provider);
    return """
    %s%s<dl class="card">%s%s</dl><div class="actions">%s%s</div>
    """
        .formatted(
            Html.notice(sentence, "good"),
            result.isReplayed()
                ? "<p class=\"soft\">" + Html.text(texts.get("connected.replayed")) + "</p>"
                : "",
            Html.row(texts.get("account.provider"), provider),
            Html.row(texts.get("account.access"), AccountPages.access(texts, grant)),
            calendars.knows(grant.provider())
                ? Html.link(
                    "/accounts/" + grant.id() + "/calendar", texts.get("calendar.title"), "")
                : "",
            AccountPages.back(texts));
  }

  private static String failed(
      Texts texts, HostedAuthResult result, ErrorCode error, String provider) {
    return FailurePages.body(texts, error, provider)
        + "<div class=\"actions\">"
        + (result.provider() == null || isReconnect(result) ? "" : again(texts, result.provider()))
        + AccountPages.back(texts)
        + "</div>";
  }

  private static String again(Texts texts, String provider) {
    return """
    <form method="post" action="/accounts/connect"><button name="provider" value="%s">%s</button>
    </form>\
    """
        .formatted(Html.attribute(provider), Html.text(texts.get("failure.again")));
  }
}
