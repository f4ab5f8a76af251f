package org.grantlet.servlet.internal.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.servlet.internal.http.EndpointRequest;

/**
 * The mark of a request that our own page repeated, so that cookies come along which a navigation
 * from another site does not bring. It happens once.
 */
final class SameSiteRetry {
  static final String MARK = "grantlet_again";

  private SameSiteRetry() {}

  static boolean isFirst(EndpointRequest visit) {
    String query = visit.request().getQueryString();
    return query == null
        || !query.contains(MARK)
        || !EndpointRequest.query(visit.request()).containsKey(MARK);
  }

  static Map<String, List<String>> withoutMark(Map<String, List<String>> parameters) {
    Map<String, List<String>> rest = new HashMap<>(parameters);
    rest.remove(MARK);
    return rest;
  }
}
