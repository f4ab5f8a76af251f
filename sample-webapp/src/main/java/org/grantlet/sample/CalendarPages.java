package org.grantlet.sample;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.grantlet.Grant;
import org.grantlet.sample.CalendarException.Reason;

/** What the calendar's page shows. */
final class CalendarPages {
  private CalendarPages() {}

  static String list(Texts texts, List<Appointment> appointments) {
    if (appointments.isEmpty()) {
      return "<p class=\"empty\">%s</p>%s"
          .formatted(Html.text(texts.get("calendar.none")), AccountPages.back(texts));
    }
    StringBuilder items = new StringBuilder();
    appointments.forEach(appointment -> items.append(item(texts, appointment)));
    return "<ol class=\"agenda\">%s</ol>%s".formatted(items, AccountPages.back(texts));
  }

  private static String item(Texts texts, Appointment appointment) {
    DateTimeFormatter day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(texts.locale());
    DateTimeFormatter hour =
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(texts.locale());
    String time =
        appointment.start() == null || appointment.end() == null
            ? texts.get("calendar.all_day")
            : hour.format(appointment.start()) + " – " + hour.format(appointment.end());
    String title =
        appointment.title().isEmpty() ? texts.get("calendar.untitled") : appointment.title();
    return """
    <li class="card"><h2>%s</h2>
    <p class="soft"><time datetime="%s">%s</time> · %s</p></li>
    """
        .formatted(
            Html.text(title),
            appointment.day(),
            Html.text(day.format(appointment.day())),
            Html.text(time));
  }

  /** Why there is nothing to see, and what to do. */
  static String failure(Texts texts, Grant grant, String provider, Reason reason) {
    String path = "/accounts/" + grant.id();
    return Html.notice(texts.get(reason.key(), provider), "bad")
        + "<div class=\"actions\">"
        + (reason == Reason.RECONNECT
            ? Html.button(path + "/reconnect", texts.get("account.reconnect"), "")
            : Html.link(path + "/calendar", texts.get("failure.again"), ""))
        + AccountPages.back(texts)
        + "</div>";
  }
}
