package org.grantlet.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.grantlet.internal.text.Reason;

/** Why there is no connection, and what to do about it; never with a password. */
final class ConnectFailure {
  private static final String SERVER =
      "no database server answers; check host and port, and that the server runs";
  private static final String USER =
      "the database refuses the user or the password; the URL has them as ?user=…&password=…"
          + " (PostgreSQL) or ;USER=…;PASSWORD=… (H2)";
  private static final String DATABASE_OR_RIGHT =
      "there is no such database, or the user may not use it; create it, or grant the right";
  private static final String DATABASE =
      "there is no such database; create it, or correct the name in the URL";

  /** By SQL states: those of the standard and PostgreSQL, then H2's; and MariaDB's numbers. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("08000", SERVER),
          Map.entry("08001", SERVER),
          Map.entry("08004", SERVER),
          Map.entry("08006", SERVER),
          Map.entry("90067", SERVER),
          Map.entry("28000", USER),
          Map.entry("28P01", USER),
          Map.entry("3D000", DATABASE),
          Map.entry("90013", DATABASE),
          Map.entry("90146", DATABASE),
          Map.entry("90149", DATABASE),
          Map.entry("1044", DATABASE_OR_RIGHT),
          Map.entry("1049", DATABASE),
          Map.entry("1040", "the database server has no connection left"),
          Map.entry("90020", "another process has the file of this database open"),
          Map.entry("53300", "the database server has no connection left"));

  private static final String OTHER = "the database cannot be opened";

  /** A password may have any character in it, so that nothing behind one is shown. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(?is)(?<=(password|passwd|pwd)=).*"),
          Pattern.compile("(?<=//)\\S*(?=@)"));

  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?;]*(?=@)");
  private static final Pattern PARAMETERS = Pattern.compile("(?s)(?<=[?;]).*");

  private ConnectFailure() {}

  /**
   * The failure to throw. It has no cause: a driver's message may hold the whole URL.
   *
   * @param failure a {@link SQLException}, or something that wraps one
   */
  static IllegalArgumentException of(Throwable failure) {
    Throwable told = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && TEXTS.containsKey(state(sql))) {
        told = sql;
      }
    }
    String text = told instanceof SQLException sql ? TEXTS.getOrDefault(state(sql), OTHER) : OTHER;
    return new IllegalArgumentException(text + " (" + withoutSecrets(Reason.of(told)) + ")");
  }

  /** A driver does not take its URL. */
  static IllegalArgumentException ofUrl(String url, Optional<Dialect> dialect) {
    String form = dialect.map(one -> "; it has the form " + one.example()).orElse("");
    return new IllegalArgumentException(
        "the driver cannot read the URL " + Reason.clean(shown(url)) + form);
  }

  /** Without what may be a secret; hardly anything is shown if that can be anywhere. */
  private static String shown(String url) {
    String bare = USER_INFO.matcher(url).replaceFirst("…");
    return bare.replaceFirst("//…@", "//").indexOf('@') < 0
        ? PARAMETERS.matcher(bare).replaceFirst("…")
        : url.replaceFirst("(?s)(?<=//|[?;]).*", "…");
  }

  private static String state(SQLException e) {
    String number = String.valueOf(e.getErrorCode());
    return TEXTS.containsKey(number) ? number : String.valueOf(e.getSQLState());
  }

  private static String withoutSecrets(String text) {
    String clean = text;
    for (Pattern secret : SECRETS) {
      clean = secret.matcher(clean).replaceAll("…");
    }
    return clean;
  }
}
