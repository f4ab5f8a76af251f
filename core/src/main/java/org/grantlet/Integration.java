package org.grantlet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A provider that the application has connected. It has secret settings only encrypted, so it can
 * be logged and stored. Integrations and stores make it; members may be added. Immutable.
 *
 * @param id a UUID
 * @param provider a name of the catalog, or one of the application's own
 * @param name for people
 * @param settings client id and what else is not secret
 * @param encryptedSettings secret settings, each encrypted for this integration and member
 * @param scope scopes of requests that ask for none
 * @param redirectUris where logins may return to, compared exactly (RFC 9700 section 2.1)
 * @param expiresIn default life of login URLs
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version counts the changes, so that two changes at once do not lose one
 */
public record Integration(
    String id,
    String provider,
    @Nullable String name,
    Map<String, Object> settings,
    Map<String, String> encryptedSettings,
    List<String> scope,
    List<String> redirectUris,
    Duration expiresIn,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** Copies the collections. */
  public Integration {
    settings = Values.freeze(settings);
    encryptedSettings = Map.copyOf(new LinkedHashMap<>(encryptedSettings));
    scope = List.copyOf(scope);
    redirectUris = List.copyOf(redirectUris);
  }

  /** The next version, as it was changed at a time. */
  public Integration next(Instant changedAt) {
    return next(encryptedSettings, changedAt);
  }

  /** The next version, with its secrets encrypted anew: to readers nothing has changed. */
  public Integration reencrypted(Map<String, String> encrypted) {
    return next(encrypted, updatedAt);
  }

  private Integration next(Map<String, String> encrypted, Instant changedAt) {
    return new Integration(
        id,
        provider,
        name,
        settings,
        encrypted,
        scope,
        redirectUris,
        expiresIn,
        createdAt,
        changedAt,
        version + 1);
  }

  /** Written out, because the JVM makes those of a record at their first call: at every start. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Integration same
            && version == same.version
            && id.equals(same.id)
            && provider.equals(same.provider)
            && Objects.equals(name, same.name)
            && settings.equals(same.settings)
            && encryptedSettings.equals(same.encryptedSettings)
            && scope.equals(same.scope)
            && redirectUris.equals(same.redirectUris)
            && expiresIn.equals(same.expiresIn)
            && createdAt.equals(same.createdAt)
            && updatedAt.equals(same.updatedAt));
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Long.hashCode(version);
  }

  /** The client id at the provider. */
  public String clientId() {
    return String.valueOf(settings.get("client_id"));
  }

  /** A setting that is a string, or null. */
  public @Nullable String setting(String member) {
    Object value = settings.get(member);
    return value == null ? null : value.toString();
  }

  /** Whether a boolean setting is on. */
  public boolean flag(String member) {
    return "true".equals(setting(member));
  }
}
