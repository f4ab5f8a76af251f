package org.grantlet.internal.catalog;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a provider's token requests and responses differ from RFC 6749. Immutable.
 *
 * @param body form or JSON
 * @param headers sent with every request
 * @param parameters sent with every request
 * @param parameterNames other names for standard parameters
 * @param at the object of the response that has the tokens; null for the response itself
 * @param tokenType the token type, whatever the response says
 * @param expiresIn the lifetime of access tokens where the response has none
 * @param error the place of the error code
 */
public record TokenRules(
    BodyFormat body,
    Map<String, Template> headers,
    Map<String, Template> parameters,
    Map<String, String> parameterNames,
    @Nullable JsonPath at,
    @Nullable String tokenType,
    @Nullable Duration expiresIn,
    JsonPath error) {
  private static final JsonPath ERROR = JsonPath.of("error");

  static TokenRules read(EntryObject json) {
    TokenRules rules =
        new TokenRules(
            json.oneOf("body", BodyFormat.FORM, EnumSet.of(BodyFormat.FORM, BodyFormat.JSON)),
            json.templates("headers"),
            json.templates("parameters"),
            json.stringsByName("parameter_names"),
            json.parsed("at", JsonPath::of),
            json.text("token_type"),
            json.seconds("expires_in"),
            Objects.requireNonNullElse(json.parsed("error", JsonPath::of), ERROR));
    json.end();
    return rules;
  }
}
