package org.grantlet.servlet.internal.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a list.
 *
 * @param limit 1 to 200; 10 if not said
 * @param offset 0 or more
 */
record Pagination(int limit, int offset) {
  private static final int MAX = 200;
  private static final int DEFAULT = 10;

  static Pagination of(QueryParameters query) {
    return new Pagination(
        query.integer("limit", 1, MAX, DEFAULT), query.integer("offset", 0, Integer.MAX_VALUE, 0));
  }

  /** This page of a whole list. */
  <T> ApiReply cut(List<T> all, Function<T, Map<String, @Nullable Object>> view) {
    return ApiReply.page(all.stream().skip(offset).limit(limit).map(view).toList(), limit, offset);
  }
}
