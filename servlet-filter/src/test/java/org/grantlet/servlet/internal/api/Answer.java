package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.json.Json;

/** What the API answered. */
record Answer(HttpResponse<String> response) {

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  Map<String, Object> json() {
    return Json.object(body());
  }

  /** A header; null if it is not there. */
  String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The object that a call that must have worked answered. */
  @SuppressWarnings("unchecked")
  Map<String, Object> data() {
    return (Map<String, Object>) ok().get("data");
  }

  /** The list that a call that must have worked answered. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> list() {
    return (List<Map<String, Object>>) ok().get("data");
  }

  /** The whole reply of a call that must have worked. */
  Map<String, Object> ok() {
    assertThat(status()).as(body()).isEqualTo(200);
    Map<String, Object> json = json();
    assertHeaders(json);
    assertThat(json).containsEntry("success", true);
    return json;
  }

  /** Checks that it is an error in the contract's shape; returns its message. */
  String error(int status, String type) {
    assertThat(status()).as(body()).isEqualTo(status);
    Map<String, Object> json = json();
    assertHeaders(json);
    assertThat(json)
        .containsOnlyKeys("request_id", "success", "error", "type", "message")
        .containsEntry("success", false)
        .containsEntry("type", type);
    assertThat(json.get("error")).isInstanceOf(Map.class);
    Map<?, ?> error = (Map<?, ?>) json.get("error");
    assertThat(error.get("type")).isEqualTo(type);
    assertThat(error.get("message")).isEqualTo(json.get("message"));
    return (String) json.get("message");
  }

  private void assertHeaders(Map<String, Object> json) {
    assertThat(json.get("request_id")).isEqualTo(header("X-Request-Id"));
    assertThat(header("X-Request-Id")).isNotEmpty();
    assertThat(header("Content-Type"))
        .matches("(?i)application/json; ?charset=utf-8"); // containers write it their way
    assertThat(header("Cache-Control")).isEqualTo("no-store");
    assertThat(header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
  }
}
