package org.grantlet.internal.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.IdentityRules;
import org.grantlet.internal.catalog.TokenRules;
import org.grantlet.internal.catalog.ValueSource;
import org.grantlet.internal.json.Limits;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.text.Unicode;
import org.jspecify.annotations.Nullable;

/**
 * A successful token response (RFC 6749 section 5.1), read tolerantly where providers differ: the
 * token type may be absent, the lifetime a string or nonsense, scopes separated by commas, an
 * array, or in a member of another name.
 *
 * @param accessToken the access token
 * @param tokenType the token type
 * @param refreshToken a new refresh token; null means the old one stays
 * @param lifetime the lifetime of the access token; null if unknown
 * @param scope the granted scopes; null means the requested ones (RFC 6749 section 5.1)
 * @param idToken the ID token
 * @param settings the settings captured from it
 * @param values the values that identify the account, by their paths
 */
public record TokenResponse(
    Secret accessToken,
    String tokenType,
    @Nullable Secret refreshToken,
    @Nullable Duration lifetime,
    @Nullable List<String> scope,
    @Nullable Secret idToken,
    Map<String, String> settings,
    Map<String, String> values) {

  /** Some vendors write commas, in the place of the spaces of RFC 6749 section 3.3. */
  private static final String SEPARATORS = " ,\t\n\u000B\f\r";

  /** Longer lifetimes are nonsense, and would overflow a calendar. */
  private static final long MAX_LIFETIME = Duration.ofDays(3650).toSeconds();

  /** Far longer than any token, which has to fit into a header. */
  private static final int MAX_LENGTH = 1 << 16;

  /** Five times as many as can be requested. */
  private static final int SCOPES = 500;

  /** A grant is stored as one value, and this is a part of it. */
  private static final int SCOPES_LENGTH = 32_000;

  static TokenResponse parse(Map<String, Object> body, ResolvedProvider provider) {
    TokenRules rules = provider.entry().token();
    Map<String, Object> json = tokens(body, rules);
    String accessToken = text(json, "access_token");
    if (accessToken == null) {
      throw ProviderException.malformed("The token response has no access_token", null);
    }
    Duration lifetime = lifetime(json.get("expires_in"));
    return new TokenResponse(
        Secret.of(accessToken),
        tokenType(json, provider),
        secret(json, "refresh_token"),
        lifetime == null ? rules.expiresIn() : lifetime,
        scope(json),
        secret(json, "id_token"),
        provider.captured(ValueSource.Origin.TOKEN, body),
        values(body, provider.entry().identity()));
  }

  /** This response with a refresh token that the provider did not repeat. */
  public TokenResponse withRefreshToken(Secret token) {
    return new TokenResponse(
        accessToken, tokenType, token, lifetime, scope, idToken, settings, values);
  }

  /** All members come from one place: tokens of two kinds must not be mixed. */
  @SuppressWarnings("unchecked") // JSON objects have string names
  private static Map<String, Object> tokens(Map<String, Object> body, TokenRules rules) {
    return rules.at() != null
            && rules.at().find(body) instanceof Map<?, ?> within
            && within.containsKey("access_token")
        ? (Map<String, Object>) within
        : body;
  }

  private static Map<String, String> values(Map<String, Object> body, IdentityRules rules) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ValueSource source : rules.sources()) {
      String value = source.text(ValueSource.Origin.TOKEN, body);
      if (value != null) {
        values.put(source.path().toString(), value);
      }
    }
    return values;
  }

  private static @Nullable Secret secret(Map<String, Object> json, String member) {
    String value = text(json, member);
    return value == null ? null : Secret.of(value);
  }

  /** RFC 6749 appendix A: all of these are visible ASCII, and so they fit into a header. */
  private static @Nullable String text(Map<String, Object> json, String member) {
    if (!(json.get(member) instanceof String text) || text.isBlank()) {
      return null;
    }
    if (text.length() > MAX_LENGTH || !Unicode.all(text, c -> c >= 0x20 && c < 0x7F)) {
      throw ProviderException.malformed(
          "The token response's " + member + " is too long, or has characters that are not allowed",
          null);
    }
    return text;
  }

  /** RFC 6749 section 7.1: a token of a type that the client does not know must not be used. */
  private static String tokenType(Map<String, Object> json, ResolvedProvider provider) {
    String chosen = provider.tokenType();
    if (chosen != null) {
      return chosen;
    }
    String type = text(json, "token_type");
    if (type != null && !type.equalsIgnoreCase("Bearer")) {
      throw ProviderException.malformed(
          "The token is of the type "
              + Reason.clean(type)
              + ", not Bearer; if it can be used like one, set token_type",
          null);
    }
    return "Bearer";
  }

  /** Without what is not a scope or too much to store: the tokens matter more. */
  private static @Nullable List<String> scope(Map<String, Object> json) {
    Object value = json.get(json.containsKey("scope") ? "scope" : "scopes");
    List<?> given =
        value instanceof List<?> list
            ? list
            : value instanceof String text ? List.of(text) : List.of();
    Set<String> scope = new LinkedHashSet<>();
    int length = 0;
    for (Object some : given) {
      StringTokenizer tokens = new StringTokenizer(String.valueOf(some), SEPARATORS);
      while (tokens.hasMoreTokens()) {
        String each = tokens.nextToken();
        boolean fits = scope.size() < SCOPES && length < SCOPES_LENGTH;
        if (fits && Limits.isScopeToken(each) && scope.add(each)) {
          length += each.length();
        }
      }
    }
    return scope.isEmpty() ? null : List.copyOf(scope);
  }

  private static @Nullable Duration lifetime(@Nullable Object value) {
    double seconds;
    try {
      seconds = value == null ? 0 : Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      return null;
    }
    return seconds >= 1 ? Duration.ofSeconds(Math.min((long) seconds, MAX_LIFETIME)) : null;
  }
}
