package org.grantlet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access token that works now. Use it at once and do not keep it: ask again instead. Immutable.
 *
 * @param secret the token
 * @param tokenType how to present it, nearly always {@code Bearer}
 * @param expiresAt when it ends; null if the provider does not say
 * @param scope the scopes that the provider granted
 */
public record AccessToken(
    Secret secret, String tokenType, @Nullable Instant expiresAt, List<String> scope) {

  /** Copies the scopes. */
  public AccessToken {
    scope = List.copyOf(scope);
  }

  /** The token itself, for the {@code Authorization} header. */
  public String value() {
    return secret.reveal();
  }
}
