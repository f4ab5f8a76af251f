package org.grantlet.docs;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.grantlet.AccessToken;
import org.grantlet.Grant;

/** Small parts of docs/calling-apis.md. */
final class ApiAnswers {
  private ApiAnswers() {}

  // snippet: retry-after
  /** How long a 429 or 503 asks to wait: seconds or a date, and at most five minutes. */
  static Duration retryAfter(HttpResponse<?> response, Clock clock) {
    String value = response.headers().firstValue("Retry-After").orElse("1").strip();
    Duration wait;
    try {
      wait =
          value.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      wait = Duration.ofSeconds(1);
    }
    Duration most = Duration.ofMinutes(5);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(most) > 0 ? most : wait;
  }

  // end of snippet

  // snippet: credentials
  /** The header that carries the token: its name and its value. */
  static String[] credentials(Grant grant, AccessToken token) {
    return switch (grant.provider()) {
      case "shopify" -> new String[] {"X-Shopify-Access-Token", token.value()};
      case "zoho" -> new String[] {"Authorization", "Zoho-oauthtoken " + token.value()};
      default -> new String[] {"Authorization", token.tokenType() + " " + token.value()};
    };
  }
  // end of snippet
}
