package org.grantlet.spring.client;

import static org.grantlet.spring.client.GrantAttributes.grant;

import org.springframework.web.client.RestClient;

// snippet: spring-rest-client
/** Reads calendars with grants. Thread-safe. */
final class Calendars {
  private final RestClient rest;

  Calendars(GrantRestClient grants) {
    rest = grants.builder().build();
  }

  String events(String grantId) {
    return rest.get()
        .uri("calendar/v3/calendars/{name}/events", "primary")
        .attributes(grant(grantId))
        .retrieve()
        .body(String.class);
  }
}
// end of snippet
