package org.grantlet.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.grantlet.AccessToken;
import org.grantlet.Grants;

// snippet: call-api
/** Reads from one provider's API with grants. Thread-safe. */
final class CalendarApi {
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(Redirect.NEVER) // a redirect could take the token to another host
          .build();
  private final Grants grants;
  private final URI base; // with a slash at its end: https://www.googleapis.com/calendar/v3/

  CalendarApi(Grants grants, URI base) {
    this.grants = grants;
    this.base = base;
  }

  HttpResponse<String> get(String grantId, String path) throws IOException, InterruptedException {
    URI uri = base.resolve(path);
    if (!uri.toString().startsWith(base.toString())) {
      throw new IllegalArgumentException("the token is not for " + uri);
    }
    HttpResponse<String> response = send(uri, grantId);
    if (response.statusCode() == 401) { // the provider ended the token before its time
      grants.refresh(grantId); // throws if only a new login helps
      response = send(uri, grantId);
    }
    return response;
  }

  private HttpResponse<String> send(URI uri, String grantId)
      throws IOException, InterruptedException {
    AccessToken token = grants.accessToken(grantId); // once for each call
    return http.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", token.tokenType() + " " + token.value())
            .header("Accept", "application/json")
            .build(),
        BodyHandlers.ofString());
  }
}
// end of snippet
