package org.grantlet.internal.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.jspecify.annotations.Nullable;

/**
 * A response to a refresh whose meaning is known. It ends the grant, since only a new login helps;
 * or it does not: what the provider refuses is the client, for all its grants, and refreshing works
 * again once the client's registration is right. Immutable.
 *
 * @param errors any of these error codes; empty for every error
 * @param status the HTTP status; 0 for any
 * @param at the place of the text for {@code pattern}; null for {@code error_description}
 * @param pattern found in that text; null for any
 * @param reason why the provider refuses
 * @param ends whether it ends the grant
 * @param when in which cases the vendor answers so, for people
 * @param source the vendor's page that says it; null for what the standards say
 */
public record RefreshRefusal(
    List<String> errors,
    int status,
    @Nullable JsonPath at,
    @Nullable Pattern pattern,
    Grant.Reason reason,
    boolean ends,
    @Nullable String when,
    @Nullable String source) {

  private static final JsonPath DESCRIPTION = JsonPath.of("error_description");

  /** RFC 6749 section 5.2, and OpenID Connect Core 1.0 section 3.1.2.6, which Microsoft uses. */
  private static final List<RefreshRefusal> STANDARD =
      List.of(
          refusal(Grant.Reason.UNKNOWN, true, "invalid_grant"),
          refusal(Grant.Reason.CLIENT, false, "invalid_client", "unauthorized_client"),
          // Refreshes ask for no scope: it is the client that may no longer have the grant's.
          refusal(Grant.Reason.SCOPES, false, "invalid_scope"),
          refusal(
              Grant.Reason.INTERACTION_REQUIRED,
              true,
              "interaction_required",
              "login_required",
              "consent_required",
              "account_selection_required"));

  private static RefreshRefusal refusal(Grant.Reason reason, boolean ends, String... errors) {
    return new RefreshRefusal(List.of(errors), 0, null, null, reason, ends, null, null);
  }

  /** Those of an entry, then those of the standards. */
  static List<RefreshRefusal> read(List<EntryObject> objects) {
    return Stream.concat(objects.stream().map(RefreshRefusal::read), STANDARD.stream()).toList();
  }

  private static RefreshRefusal read(EntryObject json) {
    Grant.Reason reason =
        json.oneOf("reason", Grant.Reason.UNKNOWN, EnumSet.allOf(Grant.Reason.class));
    RefreshRefusal refusal =
        new RefreshRefusal(
            json.texts("errors"),
            json.number("status", 400, 499),
            json.parsed("at", JsonPath::of),
            json.parsed("pattern", Pattern::compile),
            reason,
            json.flag("ends", reason != Grant.Reason.CLIENT),
            json.text("when"),
            json.text("source"));
    if (refusal.source() != null && !Template.isUrl(refusal.source())) {
      json.problem("source", "must be an https URL, not '" + refusal.source() + "'");
    }
    if (refusal.errors().isEmpty() && refusal.pattern() == null) {
      json.problem("errors", "or pattern must say which responses are meant");
    }
    json.end();
    return refusal;
  }

  /** Whether what is wrong is the registration of the client, and not this grant. */
  public boolean isOfClient() {
    return !ends && (reason == Grant.Reason.CLIENT || reason == Grant.Reason.SCOPES);
  }

  /** Whether this is such a response. */
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
