package org.grantlet.sample;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a calendar. Immutable.
 *
 * @param title empty if it has none
 * @param day when it begins
 * @param start null if it takes the whole day
 * @param end null if it takes the whole day
 */
record Appointment(
    String title, LocalDate day, @Nullable OffsetDateTime start, @Nullable OffsetDateTime end) {

  /** An event as Google writes it. */
  static Appointment of(Map<String, Object> event) throws ParseException {
    String summary = JSONObjectUtils.getString(event, "summary");
    String title = summary == null ? "" : summary;
    Map<String, Object> start = JSONObjectUtils.getJSONObject(event, "start");
    Map<String, Object> end = JSONObjectUtils.getJSONObject(event, "end");
    String date = JSONObjectUtils.getString(start, "date");
    if (date != null) {
      return new Appointment(title, LocalDate.parse(date), null, null);
    }
    OffsetDateTime begin = OffsetDateTime.parse(JSONObjectUtils.getString(start, "dateTime"));
    return new Appointment(
        title,
        begin.toLocalDate(),
        begin,
        OffsetDateTime.parse(JSONObjectUtils.getString(end, "dateTime")));
  }
}
