package org.grantlet.sample;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A back end that calls the sample's Connect API. Thread-safe. */
final class SampleApi {
  static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  "acme-calendar:acme-calendar-demo-secret".getBytes(StandardCharsets.UTF_8));

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  SampleApi(String url) {
    this.url = url;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  HttpResponse<String> post(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(body))));
  }

  /** A login URL of nobody in particular. */
  URI loginUrl() throws IOException, InterruptedException {
    HttpResponse<String> made =
        post("/connect/auth", Map.of("provider", "test", "redirect_uri", url + "/connected"));
    return URI.create(text(made, "url"));
  }

  /** A grant that is made of a refresh token. */
  String grant(String refreshToken) throws IOException, InterruptedException {
    return text(
        post(
            "/connect/grants",
            Map.of("provider", "test", "settings", Map.of("refresh_token", refreshToken))),
        "id");
  }

  HttpResponse<String> token(String grantId) throws IOException, InterruptedException {
    return post("/connect/grants/" + grantId + "/token", Map.of());
  }

  /** What the sample's listener heard of a grant, in order. */
  List<Object> heard(String grantId) throws IOException, InterruptedException {
    try {
      List<Object> types = new ArrayList<>();
      for (Object event : JSONArrayUtils.parse(get("/events").body())) {
        if (event instanceof Map<?, ?> members && grantId.equals(members.get("grant_id"))) {
          types.add(members.get("type"));
        }
      }
      return types;
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A member of the data of an answer. */
  static String text(HttpResponse<String> answer, String member) {
    try {
      Map<String, Object> body = JSONObjectUtils.parse(answer.body());
      Object data = body.get("data");
      return String.valueOf((data instanceof Map<?, ?> map ? map : body).get(member));
    } catch (ParseException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request
            .header("Authorization", BASIC)
            .header("Accept", "application/json")
            .timeout(Duration.ofSeconds(60))
            .build(),
        BodyHandlers.ofString());
  }
}
