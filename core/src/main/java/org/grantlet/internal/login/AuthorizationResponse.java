package org.grantlet.internal.login;

import java.util.List;
import java.util.Map;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer as the browser brought it. Prints without the code.
 *
 * @param callbackUri the callback URI it arrived at
 * @param parameters all parameters of the query or the form
 * @param browserSecret the secret of the attempt's cookie
 * @param ip the browser's address
 * @param userAgent the browser
 */
public record AuthorizationResponse(
    String callbackUri,
    Map<String, List<String>> parameters,
    @Nullable String browserSecret,
    @Nullable String ip,
    @Nullable String userAgent) {

  /** The state among the parameters of an answer, if there is exactly one. */
  public static @Nullable String oauthState(Map<String, List<String>> parameters) {
    return single(parameters, "state");
  }

  /** The state, if there is exactly one. */
  public @Nullable String oauthState() {
    return oauthState(parameters);
  }

  /** A hash of the code, or of the error, that tells this answer from another one. */
  String fingerprint() {
    return Sha256.of(
            parameters.getOrDefault("code", List.of())
                + "|"
                + parameters.getOrDefault("error", List.of()))
        .substring(0, 22);
  }

  /** A parameter that is there exactly once and not blank; RFC 6749 section 3.1 allows no more. */
  @Nullable String single(String name) {
    return single(parameters, name);
  }

  private static @Nullable String single(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.size() == 1 && !values.get(0).isBlank() ? values.get(0) : null;
  }

  boolean repeats(String name) {
    return parameters.getOrDefault(name, List.of()).size() > 1;
  }

  @Override
  public String toString() {
    return "AuthorizationResponse[callbackUri=" + callbackUri + "]";
  }
}
