package org.grantlet.servlet.internal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.concurrent.Late;
import org.grantlet.internal.engine.Engine;
import org.grantlet.servlet.internal.config.FilterOptions.ApiOptions;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.Replies;

/**
 * The Connect API. Every call needs the application's Basic credentials, except {@code GET
 * /openapi.json}, which says nothing that is not published. Thread-safe.
 */
public final class ConnectApi {
  /** What serves the calls that need credentials. */
  private record Calls(BasicAuthenticator authenticator, List<Route> routes) {}

  private final Route description;

  /** Made by the first call: the classes of all would delay the start of the application. */
  private final Late<Calls> calls;

  public ConnectApi(Engine engine, ApiOptions options, Clock clock) {
    description = Route.of("GET", "/openapi.json", new OpenApiDocument(engine.flow().urls())::get);
    calls =
        new Late<>(
            () ->
                new Calls(new BasicAuthenticator(options, clock), ApiRoutes.all(engine, options)));
  }

  /**
   * Answers a call.
   *
   * @param ip the client's address
   */
  public void handle(EndpointRequest request, String ip) throws IOException {
    ApiReply reply = answer(request.http(), Route.segments(request.subPath()), ip);
    byte[] body = reply.bytes(request.requestId());
    reply.headers().forEach(request.response()::setHeader);
    Replies.json(request.response(), 200, body);
  }

  /**
   * Whether a call may wait for a provider, as long as {@code grantlet.provider-timeout} allows;
   * all others ask the stores alone.
   */
  public boolean mayWait(String method, String subPath) {
    List<String> segments = Route.segments(subPath);
    return calls.get().routes().stream()
        .anyMatch(
            route -> route.mayWait() && route.answers(method) && route.match(segments) != null);
  }

  /** Whether a path needs no credentials. */
  public boolean isPublic(String subPath) {
    return description.match(Route.segments(subPath)) != null;
  }

  private ApiReply answer(HttpServletRequest request, List<String> segments, String clientAddress) {
    if (description.match(segments) != null) {
      return dispatch(request, segments, List.of(description));
    }
    Calls all = calls.get();
    all.authenticator().check(request, clientAddress);
    try {
      return dispatch(request, segments, all.routes());
    } finally {
      RequestBody.discard(request);
    }
  }

  private static ApiReply dispatch(
      HttpServletRequest request, List<String> segments, List<Route> among) {
    Set<String> methods = new LinkedHashSet<>();
    for (Route route : among) {
      String argument = route.match(segments);
      if (argument == null) {
        continue;
      }
      if (route.answers(request.getMethod())) {
        return route.handler().apply(new ApiCall(request, argument));
      }
      methods.add(route.method());
      if (route.answers("HEAD")) {
        methods.add("HEAD");
      }
    }
    if (methods.isEmpty()) {
      throw new GrantletException(ErrorCode.NOT_FOUND, "There is no such path");
    }
    methods.add("OPTIONS");
    String allow = String.join(", ", methods);
    if (request.getMethod().equals("OPTIONS")) {
      return ApiReply.allowing(allow);
    }
    throw new ApiException(
        ErrorCode.NOT_FOUND, 405, "This path takes " + allow, Map.of("Allow", allow));
  }
}
