package org.grantlet;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application says of an integration, to make one or to change some members of one: a
 * member that is null stays as it is. Immutable.
 *
 * @param name for people
 * @param settings members to set; those with a null value are removed
 * @param scope replaces the scopes
 * @param redirectUris replaces the redirect URIs
 * @param expiresIn default life of login URLs, a minute to ten years
 */
public record IntegrationSpec(
    @Nullable String name,
    Map<String, Object> settings,
    @Nullable List<String> scope,
    @Nullable List<String> redirectUris,
    @Nullable Duration expiresIn) {

  /** What replies show instead of a secret; sent back, it leaves the secret as it is. */
  public static final String MASK = "***";

  /** Wraps secret settings, so that printing this value shows none. */
  public IntegrationSpec {
    Map<String, Object> wrapped = new LinkedHashMap<>();
    for (Map.Entry<String, Object> setting : settings.entrySet()) {
      Object value = setting.getValue();
      boolean bare = isSecret(setting.getKey()) && value instanceof String;
      wrapped.put(setting.getKey(), bare ? Secret.of((String) value) : value);
    }
    settings = Collections.unmodifiableMap(wrapped);
    scope = scope == null ? null : List.copyOf(scope);
    redirectUris = redirectUris == null ? null : List.copyOf(redirectUris);
  }

  /** Whether a setting of this name is stored encrypted and never shown. */
  public static boolean isSecret(String setting) {
    String name = setting.toLowerCase(Locale.ROOT);
    return name.endsWith("secret")
        || name.endsWith("private_key")
        || name.endsWith("password")
        || name.endsWith("token");
  }

  /** Settings of requests and grants are stored in plain text, so secrets are left out. */
  static Map<String, Object> withoutSecrets(Map<String, Object> settings) {
    Map<String, Object> rest = new LinkedHashMap<>(settings);
    rest.keySet().removeIf(IntegrationSpec::isSecret);
    return Values.freeze(rest);
  }

  /** Nothing said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a spec; not thread-safe. */
  public static final class Builder {
    private @Nullable String name;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private @Nullable List<String> scope;
    private @Nullable List<String> redirectUris;
    private @Nullable Duration expiresIn;

    private Builder() {}

    /** A name for people, at most 256 characters. */
    public Builder name(@Nullable String value) {
      name = value;
      return this;
    }

    /** The client id at the provider. */
    public Builder clientId(String value) {
      return setting("client_id", requireNonNull(value, "clientId"));
    }

    /** The client secret at the provider. */
    public Builder clientSecret(String value) {
      return setting("client_secret", requireNonNull(value, "clientSecret"));
    }

    /** Where OpenID Connect discovery finds the provider; for providers outside the catalog. */
    public Builder issuer(String value) {
      return setting("issuer", requireNonNull(value, "issuer"));
    }

    /** Any setting by its wire name; null removes it. */
    public Builder setting(String member, @Nullable Object value) {
      settings.put(requireNonNull(member, "member"), value);
      return this;
    }

    /** Scopes of requests that ask for none. */
    public Builder scope(String... values) {
      scope = List.of(requireNonNull(values, "scope"));
      return this;
    }

    /** Where logins may return to; paths are resolved against the base URL. */
    public Builder redirectUris(String... values) {
      redirectUris = List.of(requireNonNull(values, "redirectUris"));
      return this;
    }

    /** Default life of login URLs, a minute to ten years; an hour if never said. */
    public Builder expiresIn(@Nullable Duration value) {
      expiresIn = value;
      return this;
    }

    /** The spec. */
    public IntegrationSpec build() {
      return new IntegrationSpec(name, settings, scope, redirectUris, expiresIn);
    }
  }
}
