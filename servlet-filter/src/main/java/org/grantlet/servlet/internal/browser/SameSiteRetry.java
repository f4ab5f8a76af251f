package org.grantlet.servlet.internal.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.servlet.internal.http.EndpointRequest;

/**
 * Marks a request that our own page has repeated once: a request from another site lacks the
 * SameSite cookies, the repeated one has them.
 */
final class SameSiteRetry {
  static final String MARK = "grantlet_again";

  private SameSiteRetry() {}

  static boolean isFirst(EndpointRequest request) {
    String query = request.http().getQueryString();
    return query == null
        || !query.contains(MARK)
        || !EndpointRequest.query(request.http()).containsKey(MARK);
  }

  static Map<String, List<String>> withoutMark(Map<String, List<String>> parameters) {
    if (!parameters.containsKey(MARK)) {
      return parameters;
    }
    Map<String, List<String>> rest = new HashMap<>(parameters);
    rest.remove(MARK);
    return rest;
  }
}
