package org.grantlet.servlet.internal.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.internal.json.Json;
import org.grantlet.testing.Patience;

/** Calls the API as a back end does. Thread-safe. */
final class ApiClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Patience.LIMIT)
          .build();

  private final URI base;
  private final Map<String, String> headers;

  private ApiClient(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** With the right credentials. */
  static ApiClient of(ApiServer server) {
    return new ApiClient(server.base(), Map.of())
        .with("Authorization", basic(ApiServer.CLIENT_ID + ":" + ApiServer.CLIENT_SECRET))
        .with("Content-Type", "application/json");
  }

  /** Basic credentials. */
  static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** With one header more, or another; null for without. */
  ApiClient with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new ApiClient(base, changed);
  }

  Answer get(String path) {
    return call("GET", path, "");
  }

  Answer delete(String path) {
    return call("DELETE", path, "");
  }

  Answer post(String path, Map<String, ?> body) {
    return call("POST", path, Json.text(body));
  }

  Answer patch(String path, Map<String, ?> body) {
    return call("PATCH", path, Json.text(body));
  }

  /** Makes a call, and holds it against the description of the API. */
  Answer call(String method, String path, String body) {
    Answer answer =
        send(
            method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    OpenApi.DESCRIPTION.check(method, path, body, answer.response());
    return answer;
  }

  /** Makes a call that no description could allow. */
  Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path + " has no answer", e);
    }
  }
}
