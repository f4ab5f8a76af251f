package org.grantlet.servlet.internal.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API: a method on a path.
 *
 * @param method the HTTP method
 * @param path its segments; {@code {…}} stands for any one
 * @param mayWait whether it may wait for a provider or for DNS
 * @param changes whether it changes something, so that its GET has no HEAD
 * @param handler serves it
 */
record Route(
    String method,
    List<String> path,
    boolean mayWait,
    boolean changes,
    Function<ApiCall, ApiReply> handler) {
  private static final String VARIABLE = "{";

  static Route of(String method, String path, Function<ApiCall, ApiReply> handler) {
    return new Route(method, segments(path), false, false, handler);
  }

  /** Reads alone, and may wait. */
  static Route asking(String method, String path, Function<ApiCall, ApiReply> handler) {
    return new Route(method, segments(path), true, false, handler);
  }

  static Route waiting(String method, String path, Function<ApiCall, ApiReply> handler) {
    return new Route(method, segments(path), true, true, handler);
  }

  static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /** The variable segment, empty if it has none; null for another path. */
  @Nullable String match(List<String> segments) {
    if (segments.size() != path.size()) {
      return null;
    }
    String argument = "";
    for (int i = 0; i < segments.size(); i++) {
      if (path.get(i).startsWith(VARIABLE) && !segments.get(i).isEmpty()) {
        argument = segments.get(i);
      } else if (!path.get(i).equals(segments.get(i))) {
        return null;
      }
    }
    return argument;
  }

  /** Whether it serves a method. HEAD is GET without the body, if GET changes nothing. */
  boolean answers(String asked) {
    return method.equals(asked) || (asked.equals("HEAD") && method.equals("GET") && !changes);
  }
}
