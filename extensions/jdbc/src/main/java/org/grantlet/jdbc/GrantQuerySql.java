package org.grantlet.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.grantlet.GrantQuery;
import org.grantlet.GrantQuery.SortBy;
import org.jspecify.annotations.Nullable;

/** A query as SQL; all values are parameters. */
final class GrantQuerySql {
  /** Without the tokens: they are the largest part of a row, and no list shows them. */
  private static final String SELECT =
      "select id, provider, integration_id, status, email, account_id, provider_user_id, ip,"
          + " created_at, updated_at, body from grantlet_grant where 1 = 1";

  private final StringBuilder text = new StringBuilder(SELECT);
  private final List<Object> parameters = new ArrayList<>();

  GrantQuerySql(GrantQuery query) {
    where("provider = ?", query.provider());
    where("status = ?", query.status() == null ? null : query.status().wire());
    where("email = ?", query.email());
    where("ip = ?", query.ip());
    where("account_id = ?", query.accountId());
    where("created_at >= ?", query.since() == null ? null : query.since().toEpochMilli());
    where("created_at < ?", query.before() == null ? null : query.before().toEpochMilli());
    String time = query.sortBy() == SortBy.CREATED_AT ? "created_at" : "updated_at";
    String direction = query.ascending() ? " asc" : " desc";
    text.append(" order by ")
        .append(time)
        .append(direction)
        .append(", id")
        .append(direction)
        .append(" limit ? offset ?");
    parameters.add(query.limit());
    parameters.add(query.offset());
  }

  String text() {
    return text.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }

  private void where(String condition, @Nullable Object value) {
    if (value != null) {
      text.append(" and ").append(condition);
      parameters.add(value);
    }
  }
}
