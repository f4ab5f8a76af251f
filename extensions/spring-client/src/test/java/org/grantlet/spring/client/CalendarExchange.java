package org.grantlet.spring.client;

import static org.grantlet.spring.client.GrantAttributes.GRANT;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.service.annotation.GetExchange;

// snippet: spring-http-interface
/** The part of the API that is used. */
interface CalendarExchange {
  @GetExchange("calendar/v3/calendars/{name}/events")
  String events(@RequestAttribute(GRANT) String grantId, @PathVariable String name);
}
// end of snippet
