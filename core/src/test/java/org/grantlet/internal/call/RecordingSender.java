package org.grantlet.internal.call;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.provider.HttpSender;

/** The internet as a test dictates it: tokens for all who ask, and an API with given answers. */
final class RecordingSender implements HttpSender {
  static final String TOKEN = "ya29.secret";

  /** What was sent to the API, in order. */
  final List<Request> calls = new CopyOnWriteArrayList<>();

  private final Deque<Response> answers = new ArrayDeque<>();

  /** The next answer of the API; 200 if there is none. */
  RecordingSender answer(int status, String... headers) {
    Map<String, List<String>> map = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], List.of(headers[i + 1]));
    }
    answers.add(new Response(status, HttpHeaders.of(map, (name, value) -> true), bytes("{}")));
    return this;
  }

  /** The next answer of the API. */
  RecordingSender answer(byte[] body) {
    answers.add(new Response(200, Map.of(), body));
    return this;
  }

  @Override
  public Response send(Request request) {
    String path = request.uri().getPath();
    if (path.endsWith("/token") || path.endsWith("/access_token")) {
      return json("{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"bearer\"}");
    }
    if (path.endsWith("/userinfo") || path.endsWith("/user/info") || path.endsWith("/shop.json")) {
      return json("{\"sub\":\"42\",\"shop\":{\"id\":42}}");
    }
    calls.add(request);
    return answers.isEmpty() ? json("{}") : answers.remove();
  }

  /** The hosts to which the token went beyond the login. */
  List<String> hosts() {
    return calls.stream().map(call -> call.uri().getHost()).toList();
  }

  private static Response json(String text) {
    return new Response(200, Map.of("Content-Type", "application/json"), bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
