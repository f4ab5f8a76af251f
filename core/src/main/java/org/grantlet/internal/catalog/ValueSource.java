package org.grantlet.internal.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from: {@code token:team.id} is in the token response, {@code
 * callback:realmId} a parameter of the authorization response, {@code settings:shop} a setting; one
 * without such a prefix is in the UserInfo response. Immutable.
 *
 * @param origin the document
 * @param path the place in it
 */
public record ValueSource(Origin origin, JsonPath path) {

  /** The documents. */
  public enum Origin {
    /** The UserInfo response. */
    PROFILE,
    /** The token response. */
    TOKEN,
    /** The parameters of the authorization response. */
    CALLBACK,
    /** The settings of the request, the grant or the integration. */
    SETTINGS
  }

  /** Reads a source. */
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

  /** The value, if this document has it; null if not. */
  public @Nullable String text(Origin from, @Nullable Object json) {
    return origin == from ? path.text(json) : null;
  }
}
