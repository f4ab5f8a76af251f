package org.grantlet.internal.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that a provider tells once and that the grant's settings keep, because the application or
 * later calls need it. Immutable.
 *
 * @param setting the member of the settings
 * @param from where it comes from
 * @param pattern what it must look like as a whole; its group {@code (?<value>…)}, if it has one,
 *     is what is kept
 * @param required whether an answer to the callback without it is refused
 */
public record CapturedSetting(String setting, ValueSource from, Pattern pattern, boolean required) {
  private static final String GROUP = "(?<value>";

  /** What is kept of a value; null if it does not look right. */
  public @Nullable String of(String value) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      return null;
    }
    return pattern.pattern().contains(GROUP) ? matcher.group("value") : value;
  }
}
