package org.grantlet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.grantlet.GrantSpec;
import org.grantlet.Grantlet;
import org.grantlet.IntegrationSpec;
import org.grantlet.provider.HttpSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token follows a redirect to hosts of its provider, and to no other address. */
class ApiRedirectsTest {
  private static final String EVENTS = "https://www.googleapis.com/calendar/v3/events";

  private final RecordingSender internet = new RecordingSender();
  private final Grantlet grantlet =
      Grantlet.builder()
          .baseUrl("https://app.example.com")
          .insecureLoopback(true)
          .http(http -> http.sender(internet))
          .integration(
              "google",
              IntegrationSpec.builder()
                  .clientId("client")
                  .clientSecret("secret")
                  .redirectUris("https://app.example.com/connected")
                  .build())
          .build();
  private final String grantId =
      grantlet
          .grants()
          .create(
              "google",
              new GrantSpec(Map.of("refresh_token", "1//refresh"), null, null, null, null))
          .id();

  @AfterEach
  void stop() {
    grantlet.close();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return grantlet.client(grantId).send(request, BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.com/",
        "//evil.com/",
        "https://www.googleapis.com.evil.com/",
        "https://www.googleapis.com@evil.com/",
        "https://x@www.googleapis.com/",
        "http://www.googleapis.com/",
        "https://www.googleapis.com:8443/",
        "https://www.googleapis.com./",
        "http://127.0.0.1/",
        "https://doc-0s-googleusercontent.com/file",
        "::: no URI :::",
        ""
      })
  void redirectElsewhere_isTheResponse_andNotFollowed(String location) throws Exception {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      internet.calls.clear();
      internet.answer(status, "Location", location);
      HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(EVENTS)).build());
      if (location.isEmpty()) {
        assertThat(internet.hosts()).containsOnly("www.googleapis.com");
      } else {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(internet.calls).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET", "302, POST, GET", "303, POST, GET", "307, POST, POST", "308, POST, POST",
    "301, PUT, PUT", "302, DELETE, DELETE", "303, PUT, GET", "303, HEAD, HEAD", "308, PATCH, PATCH"
  })
  void redirectToAHostOfTheProvider_isFollowed_withTheMethodOfRfc9110(
      int status, String method, String then) throws Exception {
    internet.answer(status, "Location", "https://content.googleapis.com/there");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(EVENTS))
            .header("Content-Type", "text/plain")
            .header("X-Mine", "1")
            .method(method, BodyPublishers.ofString("body"))
            .build();
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.uri()).isEqualTo(URI.create("https://content.googleapis.com/there"));
    HttpSender.Request second = internet.calls.get(1);
    assertThat(second.method()).isEqualTo(then);
    assertThat(second.headers())
        .containsEntry("X-Mine", "1")
        .containsEntry("Authorization", "Bearer " + RecordingSender.TOKEN);
    boolean same = method.equals(then);
    assertThat(second.body() != null).isEqualTo(same);
    assertThat(second.headers().containsKey("Content-Type")).isEqualTo(same);
  }

  @Test
  void secondRedirect_isCheckedLikeTheFirst() throws Exception {
    internet
        .answer(302, "Location", "/elsewhere?a=b#fragment")
        .answer(307, "Location", "https://evil.com/");
    HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(EVENTS)).build());
    assertThat(response.statusCode()).isEqualTo(307);
    assertThat(internet.calls)
        .extracting(HttpSender.Request::uri)
        .containsExactly(
            URI.create(EVENTS), URI.create("https://www.googleapis.com/elsewhere?a=b"));
  }

  @Test
  void redirectsWithoutEnd_end() throws Exception {
    for (int i = 0; i < 20; i++) {
      internet.answer(302, "Location", EVENTS);
    }
    assertThat(send(HttpRequest.newBuilder(URI.create(EVENTS)).build()).statusCode())
        .isEqualTo(302);
    assertThat(internet.calls).hasSize(6);
  }
}
