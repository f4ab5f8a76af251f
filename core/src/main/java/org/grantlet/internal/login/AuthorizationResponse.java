package org.grantlet.internal.login;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * An authorization response (RFC 6749 section 4.1.2) as a browser sent it. Prints without the code.
 *
 * @param callbackUri the callback URI that it was sent to
 * @param parameters the parameters of the query or the form
 * @param browserSecret the secret that this browser has for the state
 * @param sealedLogin the login that this browser has for the state, sealed; null if it is stored
 * @param ip the browser's address
 * @param userAgent the browser's {@code User-Agent}
 */
public record AuthorizationResponse(
    String callbackUri,
    Map<String, List<String>> parameters,
    @Nullable String browserSecret,
    @Nullable String sealedLogin,
    @Nullable String ip,
    @Nullable String userAgent) {

  /** A response to a login that is stored. */
  public AuthorizationResponse(
      String callbackUri,
      Map<String, List<String>> parameters,
      @Nullable String browserSecret,
      @Nullable String ip,
      @Nullable String userAgent) {
    this(callbackUri, parameters, browserSecret, null, ip, userAgent);
  }

  /** A response whose state says which of the browser's secrets and sealed logins are its own. */
  public static AuthorizationResponse of(
      String callbackUri,
      Map<String, List<String>> parameters,
      Function<String, @Nullable String> secrets,
      Function<String, @Nullable String> sealedLogins,
      String ip,
      @Nullable String userAgent) {
    String oauthState = single(parameters, "state");
    String secret = oauthState == null ? null : secrets.apply(oauthState);
    String sealed = oauthState == null ? null : sealedLogins.apply(oauthState);
    return new AuthorizationResponse(callbackUri, parameters, secret, sealed, ip, userAgent);
  }

  public @Nullable String oauthState() {
    return single("state");
  }

  /** A hash of the code or the error, to recognize the same response again. */
  String fingerprint() {
    return Sha256.of(
            parameters.getOrDefault("code", List.of())
                + "|"
                + parameters.getOrDefault("error", List.of()))
        .substring(0, 22);
  }

  /** A parameter that is given exactly once (RFC 6749 section 3.1) and is not blank; else null. */
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
