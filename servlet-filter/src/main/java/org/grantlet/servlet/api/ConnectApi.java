package org.grantlet.servlet.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.engine.Grantlet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Connect API, apart from where it is mounted. Thread-safe.
 *
 * <p>Every call needs the application's Basic credentials, except {@code GET /openapi.json}, which
 * tells nothing but what is published anyway.
 */
public final class ConnectApi {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectApi.class);

  private final Guard guard;
  private final List<Route> routes;
  private final Route description;

  /** The API of a deployment. */
  public ConnectApi(Grantlet grantlet, ApiOptions options, Clock clock) {
    guard = new Guard(options, clock);
    routes = ApiRoutes.all(grantlet, options);
    description = Route.of("GET", "/openapi.json", new Description(grantlet.flow().urls())::get);
  }

  /**
   * Answers a call; whatever goes wrong is a reply too.
   *
   * @param subPath what follows the base path, decoded, such as {@code /grants/123}
   * @param requestId goes into the reply
   * @param clientAddress whose failures are counted
   * @throws IOException if the client has gone before it had the reply
   */
  public void handle(
      HttpServletRequest request,
      HttpServletResponse response,
      String subPath,
      String requestId,
      String clientAddress)
      throws IOException {
    ApiReply reply;
    byte[] body;
    try {
      reply = answer(request, Route.segments(subPath), clientAddress);
      body = reply.bytes(requestId);
    } catch (GrantletException e) {
      fail(response, requestId, e);
      return;
    } catch (Throwable e) { // hooks and stores of the application may throw anything
      String name = e.getClass().getName();
      fail(response, requestId, new GrantletException(ErrorCode.INTERNAL_ERROR, name, e));
      return;
    }
    reply.headers().forEach(response::setHeader);
    JsonReplies.send(response, 200, requestId, body);
  }

  /**
   * Whether a call may ask a provider and so take as long as {@code grantlet.provider-timeout}
   * allows; all others ask the stores alone.
   */
  public boolean mayWait(String method, String subPath) {
    List<String> segments = Route.segments(subPath);
    return routes.stream()
        .anyMatch(
            route -> route.mayWait() && route.answers(method) && route.match(segments) != null);
  }

  private ApiReply answer(HttpServletRequest request, List<String> segments, String clientAddress) {
    if (description.match(segments) != null) {
      return dispatch(request, segments, List.of(description));
    }
    guard.check(request, clientAddress);
    try {
      return dispatch(request, segments, routes);
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
        return route.handler().apply(new Call(request, argument));
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

  private static void fail(
      HttpServletResponse response, String requestId, GrantletException failure)
      throws IOException {
    switch (failure.code()) {
      case INTERNAL_ERROR -> LOG.error("request {} failed", requestId, failure);
      case UNAVAILABLE -> LOG.warn("request {} was turned away", requestId, failure);
      default -> LOG.debug("request {}: {}", requestId, failure.getMessage());
    }
    if (failure.status() == 401) {
      response.setHeader("WWW-Authenticate", Guard.CHALLENGE); // RFC 9110 section 15.5.2
    }
    JsonReplies.error(response, requestId, failure);
  }
}
