package org.grantlet.sample.docs.migrate;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.grantlet.ErrorCode;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantletException;
import org.grantlet.Grants;

// snippet: spring-import
/** Makes grants of the refresh tokens in Spring Security's table. It may run again and again. */
final class SpringImport {
  /** Names of users: with a new grant, with one before, who must log in again, and the rest. */
  record Report(
      List<String> imported, List<String> before, List<String> logInAgain, List<String> tryLater) {}

  private record Row(String principal, String refreshToken, String scopes) {}

  private final DataSource database;
  private final Grants grants;

  SpringImport(DataSource database, Grants grants) {
    this.database = database;
    this.grants = grants;
  }

  /** Imports the rows of a client registration as grants of a provider. */
  Report run(String registrationId, String provider) throws SQLException {
    Report report =
        new Report(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Row row : rows(registrationId)) {
      add(row, provider, report);
    }
    return report;
  }

  private List<Row> rows(String registrationId) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select principal_name, refresh_token_value, access_token_scopes"
                    + " from oauth2_authorized_client where client_registration_id = ?")) {
      select.setString(1, registrationId);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byte[] token = row.getBytes(2);
          rows.add(
              new Row(
                  row.getString(1),
                  token == null ? null : new String(token, StandardCharsets.UTF_8),
                  row.getString(3)));
        }
      }
    }
    return rows;
  }

  private void add(Row row, String provider, Report report) {
    String user = row.principal();
    GrantQuery query = GrantQuery.builder().provider(provider).accountId(user).build();
    if (!grants.list(query).isEmpty()) {
      report.before().add(user); // do not use an old refresh token twice
    } else if (row.refreshToken() == null) {
      report.logInAgain().add(user);
    } else {
      try {
        grants.create(provider, spec(row));
        report.imported().add(user);
      } catch (GrantletException e) {
        boolean dead = e.code() == ErrorCode.REFRESH_TOKEN_INVALID;
        (dead ? report.logInAgain() : report.tryLater()).add(user);
      }
    }
  }

  private static GrantSpec spec(Row row) {
    List<String> scope = row.scopes() == null ? null : List.of(row.scopes().split(","));
    return new GrantSpec(
        Map.of("refresh_token", row.refreshToken()),
        scope,
        Map.of("from", "spring"),
        null,
        row.principal());
  }
}
// end of snippet
