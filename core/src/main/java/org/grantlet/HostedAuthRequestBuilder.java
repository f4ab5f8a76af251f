package org.grantlet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The members of a {@link HostedAuthRequest}. Each environment adds how to say who the owner is and
 * how to create the request. Not thread-safe.
 *
 * @param <B> the builder of that environment
 */
public abstract class HostedAuthRequestBuilder<B extends HostedAuthRequestBuilder<B>> {
  private final List<String> providers;
  private @Nullable String redirectUri;
  private @Nullable Long expiresIn;
  private @Nullable String state;
  private List<String> scope = List.of();
  private @Nullable String loginHint;
  private @Nullable Map<String, Object> metadata;
  private @Nullable String grantId;
  private Map<String, Object> settings = Map.of();
  private @Nullable String accountId;
  private @Nullable String owner;
  private @Nullable String ownerName;

  /** A request for one provider, or for a choice of several or {@link HostedAuthRequest#ANY}. */
  protected HostedAuthRequestBuilder(List<String> providers) {
    this.providers = providers;
  }

  /** This. */
  protected abstract B self();

  /** The page of the application that the browser comes back to; required. */
  public B redirectUri(@Nullable String value) {
    redirectUri = value;
    return self();
  }

  /** Life of the login URL in seconds, at least 60; the deployment may cap it. */
  public B expiresIn(@Nullable Long seconds) {
    expiresIn = seconds;
    return self();
  }

  /** Comes back unchanged with the redirect, at most 256 characters. */
  public B state(@Nullable String value) {
    state = value;
    return self();
  }

  /** Scopes for this grant instead of the integration's. */
  public B scope(List<String> value) {
    scope = value;
    return self();
  }

  /** Scopes for this grant instead of the integration's. */
  public B scope(String... value) {
    return scope(List.of(value));
  }

  /** Who will probably log in, handed to the provider. */
  public B loginHint(@Nullable String value) {
    loginHint = value;
    return self();
  }

  /** The application's own data for the grant: JSON values, at most 16 KiB. */
  public B metadata(@Nullable Map<String, ?> value) {
    metadata = value == null ? null : Values.freeze(new LinkedHashMap<>(value));
    return self();
  }

  /** Authenticate this grant again; another account at the provider is then an error. */
  public B grantId(@Nullable String value) {
    grantId = value;
    return self();
  }

  /** Provider-specific extras, such as {@code tenant} for Microsoft. */
  public B settings(Map<String, ?> value) {
    settings = Values.freeze(new LinkedHashMap<>(value));
    return self();
  }

  /**
   * The application's own account id. A request that is bound to an owner has the owner's name
   * unless one is set here, or the grant to authenticate again has one already; of a grant it must
   * be the grant's.
   */
  public B accountId(@Nullable String value) {
    accountId = value;
    return self();
  }

  /** Only this owner may use the login URL; the name is the account id if none is set. */
  protected B owner(String ownerKey, String name) {
    owner = ownerKey;
    ownerName = name;
    return self();
  }

  /**
   * The request.
   *
   * @param resolve makes the redirect URI absolute
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} naming the member
   */
  protected HostedAuthRequest toRequest(UnaryOperator<String> resolve) {
    if (redirectUri == null) {
      throw GrantletException.invalidField("redirect_uri", "is required");
    }
    return new HostedAuthRequest(
        providers,
        resolve.apply(redirectUri),
        expiresIn,
        state,
        scope,
        loginHint,
        metadata,
        grantId,
        settings,
        accountId == null && grantId == null ? ownerName : accountId,
        owner);
  }
}
