package org.grantlet.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Integration;

/** The pages of {@link AccountsServlet}. */
final class AccountsPage {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private AccountsPage() {}

  static String signIn() {
    StringBuilder page =
        new StringBuilder(
            "<p class=\"lead\">Acme Calendar shows the calendars of all your accounts side by"
                + " side. Sign in to connect them.</p><form method=\"post\" action=\"/sign-in\""
                + " class=\"choices\">");
    for (User user : User.values()) {
      page.append("<button name=\"user\" value=\"")
          .append(user.getName())
          .append("\">Sign in as ")
          .append(Html.text(user.firstName()))
          .append("</button>");
    }
    return page.append("</form>").toString();
  }

  static String accounts(List<Grant> grants, List<Integration> integrations) {
    StringBuilder page = new StringBuilder();
    if (grants.isEmpty()) {
      page.append(
          "<p class=\"empty\">No account is connected yet. Connect one, and its calendar appears in"
              + " your week.</p>");
    }
    page.append("<ul class=\"accounts\">");
    grants.forEach(grant -> page.append(account(grant)));
    page.append(
        "</ul><section aria-labelledby=\"connect\"><h2 id=\"connect\">Connect an account</h2>");
    if (integrations.isEmpty()) {
      page.append("<p class=\"empty\">There is no integration yet. Create one with the API.</p>");
    }
    page.append("<form method=\"post\" action=\"/accounts/connect\" class=\"choices\">");
    for (Integration integration : integrations) {
      page.append("<button name=\"provider\" value=\"")
          .append(Html.attribute(integration.provider()))
          .append("\">Connect ")
          .append(Html.text(name(integration)))
          .append("</button>");
    }
    if (integrations.size() > 1) {
      page.append("<button class=\"quiet\" name=\"provider\" value=\"*\">")
          .append("Connect another account…</button>");
    }
    return page.append("</form></section>").toString();
  }

  private static String name(Integration integration) {
    return Objects.requireNonNullElse(integration.name(), integration.provider());
  }

  private static String account(Grant grant) {
    boolean valid = grant.status() == GrantStatus.VALID;
    String path = "/accounts/" + grant.id();
    return "<li class=\"card\"><div class=\"top\"><strong>"
        + Html.text(Objects.requireNonNullElse(grant.email(), "Unknown address"))
        + "</strong><span class=\"status "
        + grant.status().wire()
        + "\">"
        + (valid ? "Connected" : "Needs attention")
        + "</span></div><dl>"
        + Html.row("Provider", grant.provider())
        + Html.row("Access", String.join(", ", grant.scope()))
        + Html.row("Since", when(grant.createdAt()))
        + "</dl><div class=\"actions\">"
        + Html.button(path + "/profile", "Show my profile", "quiet")
        + Html.button(path + "/reconnect", "Reconnect", "quiet")
        + Html.button(path + "/disconnect", "Disconnect", "quiet danger")
        + "</div></li>";
  }

  static String profile(String json) {
    return "<p class=\"lead\">The provider's UserInfo, requested with the access token that"
        + " Grantlet refreshes:</p><pre id=\"profile\">"
        + Html.text(json)
        + "</pre><p><a class=\"button\" href=\"/\">Back to your accounts</a></p>";
  }

  static String failure(GrantletException e) {
    return "<p class=\"notice bad\" role=\"alert\">"
        + Html.text(String.valueOf(e.getMessage()))
        + "</p><p><code>"
        + Html.text(e.code().wire())
        + "</code></p><p><a class=\"button\" href=\"/\">Back to your accounts</a></p>";
  }

  private static String when(Instant time) {
    return WHEN.format(time);
  }
}
