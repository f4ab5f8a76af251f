package org.grantlet;

import static java.util.Objects.requireNonNull;
import static org.grantlet.GrantletException.requireValid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.internal.json.Limits;
import org.jspecify.annotations.Nullable;

/** A request that one end user authenticates one account. Immutable. */
public final class HostedAuthRequest {
  /** All providers that the application has integrations for when the user chooses. */
  public static final String ANY = "*";

  private static final int PROVIDERS = 100;
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final Builder members; // nobody changes it

  private HostedAuthRequest(Builder members) {
    this.members = members;
  }

  /** Begins a request to {@linkplain Builder#providers providers}. */
  public static Builder builder(String... providers) {
    return new Builder().providers(providers);
  }

  /** A builder that starts as a copy of this request. */
  public Builder toBuilder() {
    return members.copy();
  }

  /** The providers that were asked for. */
  public List<String> providers() {
    return members.providers;
  }

  /** Whether the user has yet to choose a provider. */
  public boolean isChoice() {
    return members.isChoice();
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
    return members.providers.get(0);
  }

  /** The application's page to which the browser returns. */
  public String redirectUri() {
    return requireNonNull(members.redirectUri);
  }

  /** Life of the login URL; null for the integration's. */
  public @Nullable Duration expiresIn() {
    return members.expiresIn;
  }

  /** The application's own state. */
  public @Nullable String state() {
    return members.state;
  }

  /** The scopes in place of the integration's; empty for those. */
  public List<String> scope() {
    return members.scope;
  }

  /** Scopes in addition to those of the grant to authenticate again. */
  public List<String> addedScope() {
    return members.addedScope;
  }

  /** Who will probably log in. */
  public @Nullable String loginHint() {
    return members.loginHint;
  }

  /** The application's own data for the grant. */
  public @Nullable Map<String, Object> metadata() {
    return members.metadata;
  }

  /** The grant to authenticate again. */
  public @Nullable String grantId() {
    return members.grantId;
  }

  /** Provider-specific extras; secrets among them are left out. */
  public Map<String, Object> settings() {
    return members.settings;
  }

  /** The application's own account id. */
  public @Nullable String accountId() {
    return members.accountId;
  }

  /** The only user who may use the login URL; null for any. */
  public @Nullable String owner() {
    return members.owner;
  }

  @Override
  public String toString() {
    return "HostedAuthRequest[providers=" + providers() + ", redirectUri=" + redirectUri() + "]";
  }

  /** The members of a request. Not thread-safe. */
  public static final class Builder implements Cloneable {
    private List<String> providers = List.of();
    private @Nullable String redirectUri;
    private @Nullable Duration expiresIn;
    private @Nullable String state;
    private List<String> scope = List.of();
    private List<String> addedScope = List.of();
    private @Nullable String loginHint;
    private @Nullable Map<String, Object> metadata;
    private @Nullable String grantId;
    private Map<String, Object> settings = Map.of();
    private @Nullable String accountId;
    private @Nullable String owner;

    private Builder() {}

    /** The integration's provider; several, or {@link #ANY} alone, let the user choose. */
    public Builder providers(String... value) {
      providers = List.of(requireNonNull(value, "providers"));
      return this;
    }

    /**
     * The application's page to which the browser returns, at most 2048 characters; required, and
     * exactly one of each integration's.
     */
    public Builder redirectUri(String value) {
      redirectUri = requireNonNull(value, "redirectUri");
      return this;
    }

    /** Life of the login URL, at least a minute; the deployment may cap it. */
    public Builder expiresIn(@Nullable Duration value) {
      expiresIn = value;
      return this;
    }

    /** Comes back unchanged with the redirect, at most 256 characters. */
    public Builder state(@Nullable String value) {
      state = value;
      return this;
    }

    /** Scopes for this grant in place of the integration's. */
    public Builder scope(List<String> value) {
      scope = List.copyOf(requireNonNull(value, "scope"));
      return this;
    }

    /**
     * Scopes that the {@linkplain #grantId grant to authenticate again} is to have, too: the
     * provider is asked for those that it has and these, and the grant keeps its id. If the user
     * refuses, the grant stays as it is. Not together with {@link #scope}.
     */
    public Builder addScope(List<String> value) {
      addedScope = List.copyOf(requireNonNull(value, "addScope"));
      return this;
    }

    /** Sent to the provider, at most 512 characters: who will probably log in. */
    public Builder loginHint(@Nullable String value) {
      loginHint = value;
      return this;
    }

    /** The application's own data for the grant: JSON values, at most 16 KiB. */
    public Builder metadata(@Nullable Map<String, ?> value) {
      metadata = value == null ? null : Values.freeze(value);
      return this;
    }

    /** Authenticate this grant again; another account at the provider is then an error. */
    public Builder grantId(@Nullable String value) {
      grantId = value;
      return this;
    }

    /** Provider-specific extras, such as {@code tenant} for Microsoft; stored on the grant. */
    public Builder settings(Map<String, ?> value) {
      settings = Values.freeze(requireNonNull(value, "settings"));
      return this;
    }

    /** The application's own account id, at most 256 characters. */
    public Builder accountId(@Nullable String value) {
      accountId = value;
      return this;
    }

    /** The only user who may use the login URL. */
    public Builder owner(@Nullable String value) {
      owner = value;
      return this;
    }

    /**
     * The request.
     *
     * @throws GrantletException {@link ErrorCode#INVALID_FIELD} naming the member, {@link
     *     ErrorCode#PROVIDER_REQUIRED}
     */
    public HostedAuthRequest build() {
      Builder built = copy();
      built.check();
      return new HostedAuthRequest(built);
    }

    private Builder copy() {
      try {
        return (Builder) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    private boolean isChoice() {
      return providers.size() > 1 || providers.contains(ANY);
    }

    private void check() {
      checkProviders();
      if (grantId != null && isChoice()) {
        throw GrantletException.invalidField(
            "grant_id", "is a grant of one provider: ask for that provider, not for a choice");
      }
      if (redirectUri == null) {
        throw GrantletException.invalidField("redirect_uri", "is required");
      }
      requireValid("redirect_uri", Limits.text(redirectUri, 1, 2048));
      if (expiresIn != null && expiresIn.compareTo(SHORTEST) < 0) {
        throw GrantletException.invalidField(
            "expires_in", "must be at least 60, not " + expiresIn.toSeconds());
      }
      requireValid("state", Limits.text(state, 0, 256));
      requireValid("scope", Limits.scope(scope));
      scope = Limits.distinct(scope);
      requireValid("add_scope", Limits.scope(addedScope));
      addedScope = Limits.distinct(addedScope);
      if (!addedScope.isEmpty() && (grantId == null || !scope.isEmpty())) {
        throw GrantletException.invalidField(
            "add_scope",
            grantId == null
                ? "adds to the scopes of a grant: give its grant_id; for a new grant, give scope"
                : "adds to the scopes that the grant has: leave scope out");
      }
      requireValid("login_hint", Limits.text(loginHint, 0, 512));
      requireValid("metadata", Limits.json(metadata));
      requireValid("settings", Limits.json(settings));
      settings = settings.isEmpty() ? settings : IntegrationSpec.withoutSecrets(settings);
      requireValid("account_id", Limits.text(accountId, 1, 256));
      requireValid("grant_id", Limits.text(grantId, 1, 64));
    }

    private void checkProviders() {
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
      providers.forEach(name -> requireValid("provider", Limits.provider(name)));
      if (providers.size() > 1 && Set.copyOf(providers).size() < providers.size()) {
        throw GrantletException.invalidField("provider", "must not name a provider twice");
      }
    }
  }
}
