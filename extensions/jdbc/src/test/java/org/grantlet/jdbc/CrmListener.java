package org.grantlet.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;

/** The listener of docs/events.md. */
// snippet: event-listener
final class CrmListener implements GrantListener {
  private final DataSource dataSource;

  CrmListener(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public String name() {
    return "crm"; // stays when the class is renamed
  }

  @Override
  public void grantCreated(GrantEvent event) {
    // One statement, one transaction; the id of the event is the key.
    String sql =
        "insert into crm_task (event_id, account_id) select ?, ? where not exists"
            + " (select 1 from crm_task where event_id = ?)";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, event.id());
      insert.setString(2, event.grant().accountId());
      insert.setString(3, event.id());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e); // it is told again
    }
  }
}
// end of snippet
