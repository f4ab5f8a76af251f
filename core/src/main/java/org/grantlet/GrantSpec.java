package org.grantlet;

import static org.grantlet.GrantletException.requireValid;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.json.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of a grant: to make one from a refresh token that it has ("native
 * authentication"), or to change some members of one. Null members stay as they are. Immutable.
 *
 * @param settings {@code refresh_token}, and provider-specific extras
 * @param scope replaces the scopes
 * @param metadata replaces the metadata, at most 16 KiB as JSON
 * @param state stored on a new grant, at most 256 characters
 * @param accountId the application's own account id of a new grant, at most 256 characters
 */
public record GrantSpec(
    Map<String, Object> settings,
    @Nullable List<String> scope,
    @Nullable Map<String, Object> metadata,
    @Nullable String state,
    @Nullable String accountId) {

  private static final String REFRESH_TOKEN = "refresh_token";

  /**
   * Checks the bounds and wraps the refresh token.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} naming the member
   */
  public GrantSpec {
    Object token = settings.get(REFRESH_TOKEN);
    if (token instanceof String text) {
      requireValid("settings." + REFRESH_TOKEN, Limits.text(text, 1, 8192));
    } else if (token != null && !(token instanceof Secret)) {
      throw GrantletException.invalidField("settings." + REFRESH_TOKEN, "must be a string");
    }
    Map<String, Object> copy = new LinkedHashMap<>(settings);
    copy.remove(REFRESH_TOKEN);
    requireValid("settings", Limits.json(copy));
    if (token != null) {
      copy.put(REFRESH_TOKEN, token instanceof String text ? Secret.of(text) : token);
    }
    settings = Collections.unmodifiableMap(copy);
    requireValid("scope", Limits.scope(scope));
    scope = scope == null ? null : Limits.distinct(scope);
    requireValid("metadata", Limits.json(metadata));
    metadata = metadata == null ? null : Values.freeze(metadata);
    requireValid("state", Limits.text(state, 0, 256));
    requireValid("account_id", Limits.text(accountId, 1, 256));
  }

  /** The refresh token, if one is given. */
  public @Nullable Secret refreshToken() {
    return settings.get(REFRESH_TOKEN) instanceof Secret secret ? secret : null;
  }

  /** The settings that may be shown. */
  public Map<String, Object> extras() {
    return IntegrationSpec.withoutSecrets(settings);
  }
}
