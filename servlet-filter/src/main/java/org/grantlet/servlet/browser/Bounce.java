package org.grantlet.servlet.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mark of a request that our own page repeated, so that cookies come along which a navigation
 * from another site does not bring. It happens once.
 */
final class Bounce {
  static final String MARK = "grantlet_again";

  private Bounce() {}

  static boolean isFirst(Visit visit) {
    String query = visit.request().getQueryString();
    return query == null
        || !query.contains(MARK)
        || !Visit.query(visit.request()).containsKey(MARK);
  }

  static Map<String, List<String>> withoutMark(Map<String, List<String>> parameters) {
    Map<String, List<String>> rest = new HashMap<>(parameters);
    rest.remove(MARK);
    return rest;
  }
}
