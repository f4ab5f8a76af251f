package org.grantlet.internal.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a refresh after which nothing but a new login helps. What it does not say may be
 * anything. Immutable.
 *
 * @param errors the error codes, any of them; empty for any answer with an error
 * @param status of HTTP; 0 for any
 * @param at where {@code pattern} looks; null for {@code error_description}
 * @param pattern what is found there
 * @param reason why the refresh token is no longer taken
 */
public record RefreshRefusal(
    List<String> errors,
    int status,
    @Nullable JsonPath at,
    @Nullable Pattern pattern,
    EndReason reason) {

  private static final JsonPath DESCRIPTION = JsonPath.of("error_description");

  /** RFC 6749 section 5.2, and OpenID Connect Core 1.0 section 3.1.2.6, which Microsoft uses. */
  private static final List<RefreshRefusal> STANDARD =
      List.of(
          refusal(EndReason.UNKNOWN, "invalid_grant"),
          refusal(
              EndReason.INTERACTION_REQUIRED,
              "interaction_required",
              "login_required",
              "consent_required",
              "account_selection_required"));

  private static RefreshRefusal refusal(EndReason reason, String... errors) {
    return new RefreshRefusal(List.of(errors), 0, null, null, reason);
  }

  /** Those of an entry, and after them those that mean the same everywhere. */
  static List<RefreshRefusal> read(List<EntryObject> objects) {
    return Stream.concat(objects.stream().map(RefreshRefusal::read), STANDARD.stream()).toList();
  }

  private static RefreshRefusal read(EntryObject json) {
    RefreshRefusal refusal =
        new RefreshRefusal(
            json.texts("errors"),
            json.number("status", 400, 499),
            json.parsed("at", JsonPath::of),
            json.parsed("pattern", Pattern::compile),
            json.oneOf("reason", EndReason.UNKNOWN, EnumSet.allOf(EndReason.class)));
    if (refusal.errors().isEmpty() && refusal.pattern() == null) {
      json.problem("errors", "or pattern must say which answers are meant");
    }
    json.end();
    return refusal;
  }

  /** Whether this is such an answer. */
  public boolean fits(int answered, @Nullable String error, Map<String, Object> body) {
    boolean meant = errors.isEmpty() || (error != null && errors.contains(error));
    if (!meant || (status != 0 && status != answered)) {
      return false;
    }
    if (pattern == null) {
      return true;
    }
    String text = (at == null ? DESCRIPTION : at).text(body);
    return text != null && pattern.matcher(text).find();
  }
}
