package org.grantlet.sample.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The appointments of the person of an access token: the path, the parameters and the response of
 * Google's {@code events.list}, so that the same client reads both.
 */
final class CalendarServlet extends HttpServlet {
  static final String PATH = "/calendar/v3/calendars/primary/events";
  private static final String SCOPE = "calendar.read";
  private static final int AT_MOST = 50;

  private final transient DemoProvider provider;

  CalendarServlet(DemoProvider provider) {
    this.provider = provider;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Ledger.Consent consent;
    try {
      BearerAccessToken token = BearerAccessToken.parse(request.getHeader("Authorization"));
      Optional<Ledger.Consent> found = provider.ledger().consent(token.getValue());
      if (found.isEmpty()) {
        refuse(response, BearerTokenError.INVALID_TOKEN);
        return;
      }
      consent = found.get();
    } catch (ParseException e) {
      refuse(response, BearerTokenError.MISSING_TOKEN);
      return;
    }
    if (!consent.scope().contains(SCOPE)) {
      refuse(response, BearerTokenError.INSUFFICIENT_SCOPE);
      return;
    }
    try {
      String from = request.getParameter("timeMin");
      String most = request.getParameter("maxResults");
      OffsetDateTime after =
          from == null ? OffsetDateTime.now(ZoneOffset.UTC) : OffsetDateTime.parse(from);
      int limit = most == null ? AT_MOST : Math.min(AT_MOST, Integer.parseInt(most));
      write(response, Map.of("items", Appointments.of(consent.person(), after, limit)));
    } catch (DateTimeParseException | NumberFormatException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      write(response, error(HttpServletResponse.SC_BAD_REQUEST, "Bad Request"));
    }
  }

  private static void refuse(HttpServletResponse response, BearerTokenError error)
      throws IOException {
    response.setStatus(error.getHTTPStatusCode());
    response.setHeader("WWW-Authenticate", error.toWWWAuthenticateHeader());
    write(response, error(error.getHTTPStatusCode(), String.valueOf(error.getDescription())));
  }

  private static Map<String, Object> error(int code, String message) {
    return Map.of("error", Map.of("code", code, "message", message));
  }

  private static void write(HttpServletResponse response, Map<String, Object> body)
      throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(JSONObjectUtils.toJSONString(body));
  }
}
