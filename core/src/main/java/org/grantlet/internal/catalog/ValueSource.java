package org.grantlet.internal.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from: {@code token:team.id} is in the token response, {@code
 * callback:realmId} a parameter of the provider's answer, {@code settings:shop} a setting, and all
 * without such a prefix in what the userinfo endpoint says. Immutable.
 *
 * @param origin where
 * @param path the way into it
 */
public record ValueSource(Origin origin, JsonPath path) {

  /** Where values come from. */
  public enum Origin {
    /** What the userinfo endpoint says. */
    PROFILE,
    /** The token response. */
    TOKEN,
    /** The parameters of the provider's answer to the callback. */
    CALLBACK,
    /** The settings of the request, the grant or the integration. */
    SETTINGS
  }

  /**
   * Reads a source.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ValueSource of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new ValueSource(Origin.PROFILE, JsonPath.of(text));
    }
    String prefix = text.substring(0, colon);
    for (Origin origin : Origin.values()) {
      if (origin != Origin.PROFILE && prefix.equals(origin.name().toLowerCase(Locale.ROOT))) {
        return new ValueSource(origin, JsonPath.of(text.substring(colon + 1)));
      }
    }
    throw new IllegalArgumentException("must begin with token:, callback:, settings: or a member");
  }

  /** The value, if it is from there; null if not, or if there is none. */
  public @Nullable String text(Origin from, @Nullable Object json) {
    return origin == from ? path.text(json) : null;
  }
}
