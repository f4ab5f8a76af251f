package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.servlet.HostedAuth;

/** {@code /}: the connected accounts of the signed-in user. */
final class HomeServlet extends HttpServlet {
  private static final int AT_MOST = 100;

  private final transient CalendarApi calendars;

  HomeServlet(CalendarApi calendars) {
    this.calendars = calendars;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Texts texts = Texts.of(request);
    Optional<User> user = User.of(request);
    if (user.isEmpty()) {
      Html.page(request, response, texts.get("welcome.title"), AccountPages.signIn(texts));
      return;
    }
    HostedAuth hostedAuth = HostedAuth.from(getServletContext());
    List<Grant> grants =
        hostedAuth
            .grants()
            .list(GrantQuery.builder().accountId(user.get().getName()).limit(AT_MOST).build());
    StringBuilder cards = new StringBuilder();
    for (Grant grant : grants) {
      String provider = Texts.provider(hostedAuth, grant.provider());
      cards.append(AccountPages.card(texts, grant, provider, calendars.knows(grant.provider())));
    }
    String body =
        Html.notice(Notice.take(request), "good")
            + AccountPages.accounts(texts, cards.toString())
            + AccountPages.connect(texts, hostedAuth.integrations().list());
    Html.page(request, response, texts.get("accounts.title"), body);
  }
}
