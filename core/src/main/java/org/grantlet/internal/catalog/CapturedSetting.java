package org.grantlet.internal.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that a provider sends once and that goes into the grant's settings, because the
 * application or later requests need it. Immutable.
 *
 * @param setting the member of the settings
 * @param from where the value comes from
 * @param pattern matches the whole value; its group {@code (?<value>…)}, if any, is captured
 * @param required whether an authorization response without it is refused
 */
public record CapturedSetting(String setting, ValueSource from, Pattern pattern, boolean required) {
  private static final String GROUP = "(?<value>";

  /** A stored value; null if it can be none. A group's value is not checked: it is a part. */
  public @Nullable String ofStored(String value) {
    return pattern.pattern().contains(GROUP) ? value : of(value);
  }

  /** What is captured of a value; null if it does not match. */
  public @Nullable String of(String value) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      return null;
    }
    return pattern.pattern().contains(GROUP) ? matcher.group("value") : value;
  }
}
