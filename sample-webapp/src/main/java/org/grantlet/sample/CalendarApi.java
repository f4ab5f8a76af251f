package org.grantlet.sample;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.sample.CalendarException.Reason;

/** Calls the calendar API of a grant's provider (Google's {@code events.list}). Thread-safe. */
final class CalendarApi {
  private static final int AT_MOST = 5;

  private final HttpClient http;
  private final Map<String, URI> events;
  private final Duration timeout;

  /**
   * An API client.
   *
   * @param events where each provider has its events
   * @param timeout of one call, to the last byte
   */
  CalendarApi(Map<String, URI> events, Duration timeout) {
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    this.events = Map.copyOf(events);
    this.timeout = timeout;
  }

  /** Whether this provider has calendars that can be read here. */
  boolean knows(String provider) {
    return events.containsKey(provider);
  }

  /** The next appointments of an account. */
  List<Appointment> next(Grants grants, Grant grant) throws CalendarException {
    try {
      HttpResponse<String> answer = get(grant, grants.accessToken(grant.id()));
      if (answer.statusCode() == 401) {
        // Somebody ended the token before its time. A refresh gets a new one, or ends the grant.
        grants.refresh(grant.id());
        answer = get(grant, grants.accessToken(grant.id()));
      }
      return switch (answer.statusCode()) {
        case 200 -> appointments(answer.body());
        case 401, 403 -> throw new CalendarException(Reason.RECONNECT, "access refused");
        default -> throw new CalendarException(Reason.FAILED, "status " + answer.statusCode());
      };
    } catch (GrantletException e) {
      throw new CalendarException(
          e.code() == ErrorCode.REFRESH_TOKEN_INVALID ? Reason.RECONNECT : Reason.FAILED, e);
    }
  }

  private HttpResponse<String> get(Grant grant, AccessToken token) throws CalendarException {
    URI endpoint = Objects.requireNonNull(events.get(grant.provider()), grant.provider());
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String query =
        "?singleEvents=true&orderBy=startTime&maxResults=%s&timeMin=%s"
            .formatted(AT_MOST, URLEncoder.encode(now, StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + query))
            .header("Authorization", "Bearer " + token.value())
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      // The timeout of HttpRequest would end at the headers of the answer.
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new CalendarException(Reason.TIMEOUT, e);
    } catch (ExecutionException e) {
      throw new CalendarException(Reason.FAILED, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CalendarException(Reason.FAILED, e);
    }
  }

  private static List<Appointment> appointments(String json) throws CalendarException {
    try {
      List<Appointment> found = new ArrayList<>();
      for (Map<String, Object> event :
          JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "items")) {
        found.add(Appointment.of(event));
      }
      return found;
    } catch (ParseException | RuntimeException e) { // what a provider says may be anything
      throw new CalendarException(Reason.FAILED, e);
    }
  }
}
