package org.grantlet.internal.http;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long to wait.
   *
   * @param header its value; null if it is absent
   * @param longest what more than that becomes
   * @return zero or more; null if nothing is said
   */
  public static @Nullable Duration of(@Nullable String header, Instant now, Duration longest) {
    String text = header == null ? "" : header.strip();
    Duration wait;
    try {
      wait =
          text.matches("[0-9]{1,18}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(now, RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return null;
    }
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(longest) > 0 ? longest : wait;
  }
}
