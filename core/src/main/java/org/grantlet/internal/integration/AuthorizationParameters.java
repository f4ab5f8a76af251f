package org.grantlet.internal.integration;

import static org.grantlet.GrantletException.invalidField;
import static org.grantlet.GrantletException.requireValid;

import java.util.Map;
import java.util.Set;
import org.grantlet.internal.json.Limits;
import org.jspecify.annotations.Nullable;

/** The setting {@code authorization_parameters}: sent with every authorization request. */
final class AuthorizationParameters {
  private static final String FIELD = "settings.authorization_parameters";
  private static final int MOST = 50;
  private static final int NAME_LENGTH = 64;
  private static final int LENGTH = 2048;

  /** What a login sets itself, or what would replace that. */
  private static final Set<String> REFUSED =
      Set.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "state",
          "scope",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "response_mode",
          "request",
          "request_uri",
          "registration",
          "claims");

  private AuthorizationParameters() {}

  static void check(@Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!(value instanceof Map<?, ?> parameters)) {
      throw invalidField(FIELD, "must be an object of texts");
    }
    if (parameters.size() > MOST) {
      throw invalidField(FIELD, "must hold at most " + MOST + " members");
    }
    parameters.forEach(AuthorizationParameters::check);
  }

  private static void check(@Nullable Object name, @Nullable Object value) {
    String named = String.valueOf(name);
    requireValid(FIELD, Limits.text(named, 1, NAME_LENGTH));
    if (REFUSED.contains(named)) {
      throw invalidField(FIELD, "must not hold " + named + ", which the login itself sets");
    }
    if (!(value instanceof String text)) {
      throw invalidField(FIELD + "." + named, "must be a text");
    }
    requireValid(FIELD + "." + named, Limits.text(text, 0, LENGTH));
  }
}
