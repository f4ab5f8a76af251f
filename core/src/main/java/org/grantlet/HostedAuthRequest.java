package org.grantlet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An invitation for one end user to authenticate one account. Immutable.
 *
 * @param providers the integration's provider; several, or {@link #ANY} alone, let the user choose
 * @param redirectUri the page of the application that the browser comes back to; exactly one of
 *     each integration's
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
    List<String> providers,
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

  /** All providers that the application has integrations for when the user chooses. */
  public static final String ANY = "*";

  private static final int PROVIDERS = 100;

  /**
   * Checks the bounds.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD}, {@link ErrorCode#PROVIDER_REQUIRED}
   */
  public HostedAuthRequest {
    providers = List.copyOf(providers);
    checkProviders(providers);
    if (grantId != null && isChoice(providers)) {
      throw GrantletException.invalidField(
          "grant_id", "is a grant of one provider: ask for that provider, not for a choice");
    }
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

  /** A request for one provider. */
  public HostedAuthRequest(
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
    this(
        List.of(provider),
        redirectUri,
        expiresIn,
        state,
        scope,
        loginHint,
        metadata,
        grantId,
        settings,
        accountId,
        owner);
  }

  private static void checkProviders(List<String> providers) {
    if (providers.isEmpty() || providers.equals(List.of(""))) {
      throw new GrantletException(ErrorCode.PROVIDER_REQUIRED, "provider is required");
    }
    if (providers.equals(List.of(ANY))) {
      return;
    }
    if (providers.size() > PROVIDERS) {
      throw GrantletException.invalidField(
          "provider", "must be at most " + PROVIDERS + " names, not " + providers.size());
    }
    providers.forEach(Limits::provider);
    if (Set.copyOf(providers).size() < providers.size()) {
      throw GrantletException.invalidField("provider", "must not name a provider twice");
    }
  }

  private static boolean isChoice(List<String> providers) {
    return providers.size() > 1 || providers.contains(ANY);
  }

  /** Whether the user has yet to choose a provider. */
  public boolean isChoice() {
    return isChoice(providers);
  }

  /**
   * The integration's provider.
   *
   * @throws IllegalStateException if it has yet to be chosen
   */
  public String provider() {
    if (isChoice()) {
      throw new IllegalStateException("The provider has yet to be chosen");
    }
    return providers.get(0);
  }

  /** This request once the user has chosen, and perhaps said who will log in. */
  public HostedAuthRequest choosing(String provider, @Nullable String email) {
    return new HostedAuthRequest(
        provider,
        redirectUri,
        expiresIn,
        state,
        scope,
        email == null ? loginHint : email,
        metadata,
        grantId,
        settings,
        accountId,
        owner);
  }

  @Override
  public String toString() {
    return "HostedAuthRequest[providers=" + providers + ", redirectUri=" + redirectUri + "]";
  }
}
