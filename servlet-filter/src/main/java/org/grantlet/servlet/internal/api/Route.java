package org.grantlet.servlet.internal.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API: a method on a path.
 *
 * @param method the HTTP method
 * @param path its segments; {@code {…}} stands for any one
 * @param mayWait whether it may wait for somebody else
 * @param changes whether it changes something, so that its GET has no HEAD
 * @param handler answers it
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

  /** The segments of a path that begins with a slash. */
  static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /** The variable segment, empty if there is none; null if the path is another one. */
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

  /** Whether it answers this method: HEAD is GET without the body, if all GET does is read. */
  boolean answers(String asked) {
    return method.equals(asked) || (asked.equals("HEAD") && method.equals("GET") && !changes);
  }
}
