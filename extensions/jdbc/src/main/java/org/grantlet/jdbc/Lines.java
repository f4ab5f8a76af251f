package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.jdbc.EventRows.Waiting;
import org.jspecify.annotations.Nullable;

/** Lines of deliveries: one per recipient and grant, of which one delivery is due or claimed. */
final class Lines {
  private Lines() {}

  /**
   * Makes the first delivery due in each line that has none.
   *
   * @param open all open deliveries of these lines, in their order
   * @return how many became due
   */
  static int moveOn(Transaction transaction, List<Waiting> open, Instant now) throws SQLException {
    Map<String, @Nullable Waiting> first = new LinkedHashMap<>();
    for (Waiting waiting : open) {
      first.putIfAbsent(waiting.line(), waiting);
    }
    open.stream()
        .filter(waiting -> waiting.dueAt() != null)
        .forEach(waiting -> first.remove(waiting.line()));
    List<@Nullable Object[]> rows = new ArrayList<>();
    first.values().forEach(waiting -> rows.add(row(now, waiting)));
    transaction.batch(
        "update grantlet_delivery set due_at = ? where recipient = ? and event_id = ? and status ="
            + " 'open' and due_at is null",
        rows);
    return rows.size();
  }

  private static @Nullable Object[] row(Instant now, Waiting waiting) {
    return new @Nullable Object[] {now.toEpochMilli(), waiting.recipient(), waiting.eventId()};
  }
}
