package org.grantlet.sample.boot;

import static org.grantlet.spring.client.GrantAttributes.grant;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.grantlet.spring.client.GrantRestClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Reads the calendars of connected accounts. */
@Component
class Calendar {
  private static final String NEXT = "calendar/v3/calendars/primary/events?maxResults=4";

  /** A page of events, as Google writes it. */
  record Events(List<Event> items) {}

  /** An event. */
  record Event(String summary, Start start) {}

  /** When an event begins; a text keeps the time zone. */
  record Start(String dateTime) {
    /** That moment. */
    public OffsetDateTime at() {
      return OffsetDateTime.parse(dateTime);
    }
  }

  private final RestClient rest;

  Calendar(GrantRestClient clients) {
    rest = clients.builder().build();
  }

  List<Event> next(String grantId) {
    Events events = rest.get().uri(NEXT).attributes(grant(grantId)).retrieve().body(Events.class);
    return Objects.requireNonNull(events, "the response has no body").items();
  }
}
