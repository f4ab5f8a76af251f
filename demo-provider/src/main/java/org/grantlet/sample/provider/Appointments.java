package org.grantlet.sample.provider;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in people's calendars: three appointments on each weekday. */
final class Appointments {
  private static final Map<String, List<String>> OF_WELL_KNOWN =
      Map.of(
          "ada@example.org",
          List.of(
              "Tea with Charles Babbage", "Bernoulli numbers", "Notes on the Analytical Engine"),
          "grace@example.org",
          List.of("Compiler review", "Moth hunt", "Lecture: what a nanosecond looks like"),
          "alan@example.org",
          List.of("Run to Bletchley", "Bombe maintenance", "Chess with Jack Good"));
  private static final List<String> OF_OTHERS =
      List.of("Stand-up", "Lunch with a colleague", "Planning the next quarter");
  private static final List<Integer> HOURS = List.of(9, 13, 16);

  private Appointments() {}

  /** The next appointments that end after a time, in the form of Google's events. */
  static List<Map<String, Object>> of(Person person, OffsetDateTime after, int limit) {
    List<String> titles = OF_WELL_KNOWN.getOrDefault(person.email(), OF_OTHERS);
    ZoneId zone = ZoneId.systemDefault();
    LocalDate today = after.atZoneSameInstant(zone).toLocalDate();
    List<Map<String, Object>> found = new ArrayList<>();
    for (LocalDate day = today; found.size() < limit; day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        continue;
      }
      for (int i = 0; i < HOURS.size() && found.size() < limit; i++) {
        ZonedDateTime start = day.atTime(HOURS.get(i), 0).atZone(zone);
        if (start.plusHours(1).toOffsetDateTime().isAfter(after)) {
          found.add(appointment(titles.get(i), start));
        }
      }
    }
    return found;
  }

  private static Map<String, Object> appointment(String title, ZonedDateTime start) {
    Map<String, Object> appointment = new LinkedHashMap<>();
    appointment.put("id", start.toLocalDate() + "-" + start.getHour());
    appointment.put("summary", title);
    appointment.put("start", time(start));
    appointment.put("end", time(start.plusHours(1)));
    return appointment;
  }

  private static Map<String, Object> time(ZonedDateTime time) {
    return Map.of(
        "dateTime",
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS)));
  }
}
