package org.grantlet.test;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.testing.RecordedRequest;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;

/**
 * The API of a {@link FakeProvider}: what a test has said, for valid access tokens. Thread-safe.
 */
final class FakeApi {
  private static final String PREFIX = "/api/";

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();

  void put(String request, Reply reply) {
    if (!request.matches("[A-Z]+ /\\S*")) {
      throw new IllegalArgumentException(
          "A request to the API is a method and a path, such as \"GET /v1/me\", not \""
              + request
              + "\"");
    }
    replies.put(request, reply);
  }

  void clear() {
    replies.clear();
  }

  Reply answer(RecordedRequest request, TestProvider provider) {
    if (request.headers().values().stream()
        .flatMap(Collection::stream)
        .noneMatch(header -> provider.accepts(header.substring(header.lastIndexOf(' ') + 1)))) {
      return Reply.json(401, Map.of("error", "invalid_token"))
          .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    String address = request.uri().getPath().substring(PREFIX.length());
    String call = request.method() + " " + address.substring(address.indexOf('/'));
    Reply reply = replies.get(call);
    return reply != null
        ? reply
        : Reply.json(
            404,
            Map.of(
                "error",
                "The test has no answer to this call: say api(\"" + call + "\", …)",
                "answers",
                new TreeSet<>(replies.keySet())));
  }
}
