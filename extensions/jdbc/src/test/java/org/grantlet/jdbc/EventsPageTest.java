package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.Grantlet;
import org.junit.jupiter.api.Test;

/** The listener of docs/events.md. */
class EventsPageTest {
  @Test
  void listenerThatKeepsIds_doesOnce_whatItHearsTwice() throws SQLException {
    try (EventNodes nodes = new EventNodes()) {
      nodes.clear();
      DataSource database = TestConnections.of(nodes.url());
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "create table crm_task (event_id varchar(36) primary key, account_id varchar(256))");
        CrmListener crm = new CrmListener(database);
        Grantlet node = nodes.node(crm);
        Grant grant = nodes.connect(node, "account-1");
        crm.grantCreated(
            new GrantEvent(
                GrantEvent.Type.CREATED,
                "https://app.example.com/connect",
                one(statement, "select event_id from crm_task"),
                Clock.systemUTC().instant(),
                null,
                grant,
                null,
                null));
        assertThat(one(statement, "select count(*) from crm_task")).isEqualTo("1");
        assertThat(one(statement, "select recipient from grantlet_subscription"))
            .isEqualTo("listener:crm");
      }
    }
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
