package org.grantlet.sample;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.Integration;

/** What pages show of accounts. */
final class AccountPages {
  private AccountPages() {}

  static String signIn(Texts texts) {
    StringBuilder buttons = new StringBuilder();
    for (User user : User.values()) {
      buttons.append(
          "<button name=\"user\" value=\"%s\">%s</button>"
              .formatted(user.getName(), Html.text(texts.get("sign_in.as", user.firstName()))));
    }
    return """
    <p class="lead">%s</p><form method="post" action="/sign-in" class="choices">%s</form>\
    """
        .formatted(Html.text(texts.get("welcome.text")), buttons);
  }

  static String accounts(Texts texts, String cards) {
    return cards.isEmpty()
        ? "<p class=\"empty\">" + Html.text(texts.get("accounts.none")) + "</p>"
        : "<ul class=\"accounts\">" + cards + "</ul>";
  }

  /** One account: what it is, and what can be done with it. */
  static String card(Texts texts, Grant grant, String provider, boolean withCalendar) {
    boolean valid = grant.status() == GrantStatus.VALID;
    String path = "/accounts/" + grant.id();
    return """
    <li class="card"><div class="top"><span class="mark" aria-hidden="true">%s</span>
    <div><h2>%s</h2><p class="soft">%s</p></div>
    <span class="status %s">%s</span></div>
    %s<dl>%s%s</dl><div class="actions">%s%s%s</div></li>
    """
        .formatted(
            Html.text(provider.substring(0, provider.offsetByCodePoints(0, 1))),
            Html.text(account(texts, grant)),
            Html.text(provider),
            grant.status().wire(),
            Html.text(texts.get(valid ? "account.connected" : "account.ended")),
            valid ? "" : "<p>" + Html.text(texts.ended(grant, provider)) + "</p>",
            Html.row(texts.get("account.access"), access(texts, grant)),
            Html.row(texts.get("account.since"), texts.date(grant.createdAt())),
            valid && withCalendar
                ? Html.link(path + "/calendar", texts.get("calendar.title"), "quiet")
                : "",
            Html.button(path + "/reconnect", texts.get("account.reconnect"), valid ? "quiet" : ""),
            Html.link(path + "/disconnect", texts.get("account.disconnect"), "quiet danger"));
  }

  /** What the user calls the account. */
  static String account(Texts texts, Grant grant) {
    return Objects.requireNonNullElse(grant.email(), texts.get("account.unknown"));
  }

  static String access(Texts texts, Grant grant) {
    return grant.scope().stream().map(texts::scope).collect(Collectors.joining(" · "));
  }

  static String connect(Texts texts, List<Integration> integrations) {
    if (integrations.isEmpty()) {
      return "<p class=\"empty\">" + Html.text(texts.get("connect.none")) + "</p>";
    }
    StringBuilder buttons = new StringBuilder();
    for (Integration integration : integrations) {
      buttons.append(
          "<button name=\"provider\" value=\"%s\">%s</button>"
              .formatted(
                  Html.attribute(integration.provider()),
                  Html.text(texts.get("connect.with", Texts.name(integration)))));
    }
    if (integrations.size() > 1) {
      buttons.append(
          "<button class=\"quiet\" name=\"provider\" value=\"*\">%s</button>"
              .formatted(Html.text(texts.get("connect.any"))));
    }
    return """
    <section aria-labelledby="connect"><h2 id="connect">%s</h2>
    <form method="post" action="/accounts/connect" class="choices">%s</form></section>
    """
        .formatted(Html.text(texts.get("connect.title")), buttons);
  }

  /** The question before an account is disconnected. */
  static String disconnect(Texts texts, Grant grant, String provider) {
    return "<p class=\"lead\">%s</p><div class=\"actions\">%s%s</div>"
        .formatted(
            Html.text(texts.get("disconnect.text", provider)),
            Html.button(
                "/accounts/" + grant.id() + "/disconnect",
                texts.get("account.disconnect"),
                "danger"),
            Html.link("/", texts.get("disconnect.keep"), "quiet"));
  }

  static String back(Texts texts) {
    return Html.link("/", texts.get("accounts.back"), "quiet");
  }
}
