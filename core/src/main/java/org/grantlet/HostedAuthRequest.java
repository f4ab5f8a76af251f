package org.grantlet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invitation for one end user to authenticate one account. Immutable.
 *
 * @param provider the integration's provider
 * @param redirectUri the page of the application that the browser comes back to; exactly one of the
 *     integration's
 * @param expiresIn life of the login URL in seconds, at least 60, silently capped by the
 *     deployment; null for the integration's
 * @param state returned unchanged, at most 256 characters
 * @param scope overrides the integration's scopes; empty for those
 * @param loginHint handed to the provider, at most 512 characters
 * @param metadata stored on the grant, at most 16 KiB as JSON
 * @param grantId the grant to authenticate again
 * @param settings provider-specific extras, stored on the grant
 * @param accountId the application's own account id, at most 256 characters
 * @param owner who alone may use the login URL; null for whoever has it
 */
public record HostedAuthRequest(
    String provider,
    String redirectUri,
    @Nullable Long expiresIn,
    @Nullable String state,
    List<String> scope,
    @Nullable String loginHint,
    @Nullable Map<String, Object> metadata,
    @Nullable String grantId,
    Map<String, Object> settings,
    @Nullable String accountId,
    @Nullable String owner) {

  /**
   * Checks the bounds.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD}, {@link ErrorCode#PROVIDER_REQUIRED}
   */
  public HostedAuthRequest {
    if (provider.isEmpty()) {
      throw new GrantletException(ErrorCode.PROVIDER_REQUIRED, "provider is required");
    }
    Limits.provider(provider);
    Limits.text("redirect_uri", redirectUri, 1, 2048);
    if (expiresIn != null && expiresIn < 60) {
      throw GrantletException.invalidField("expires_in", "must be at least 60, not " + expiresIn);
    }
    Limits.text("state", state, 0, 256);
    scope = Limits.scope(scope);
    Limits.text("login_hint", loginHint, 0, 512);
    Limits.json("metadata", metadata);
    metadata = metadata == null ? null : Values.freeze(metadata);
    Limits.json("settings", settings);
    settings = IntegrationSpec.withoutSecrets(settings);
    Limits.text("account_id", accountId, 1, 256);
    Limits.text("grant_id", grantId, 1, 64);
  }

  @Override
  public String toString() {
    return "HostedAuthRequest[provider=" + provider + ", redirectUri=" + redirectUri + "]";
  }
}
