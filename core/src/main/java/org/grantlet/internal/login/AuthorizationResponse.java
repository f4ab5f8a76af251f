package org.grantlet.internal.login;

import java.util.List;
import java.util.Map;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * An authorization response (RFC 6749 section 4.1.2) as a browser sent it. Prints without the code.
 *
 * @param callbackUri the callback URI that it was sent to
 * @param parameters the parameters of the query or the form
 * @param browserSecret the secret that this browser has for the state
 * @param sealed what this browser keeps of the login
 * @param ip the browser's address
 * @param userAgent the browser's {@code User-Agent}
 */
public record AuthorizationResponse(
    String callbackUri,
    Map<String, List<String>> parameters,
    @Nullable String browserSecret,
    SealedCookies sealed,
    @Nullable String ip,
    @Nullable String userAgent) {

  /** A response to a login that is stored. */
  public AuthorizationResponse(
      String callbackUri,
      Map<String, List<String>> parameters,
      @Nullable String browserSecret,
      @Nullable String ip,
      @Nullable String userAgent) {
    this(callbackUri, parameters, browserSecret, SealedCookies.NONE, ip, userAgent);
  }

  /** The same response with what this browser keeps of its login. */
  public AuthorizationResponse with(SealedCookies kept) {
    return new AuthorizationResponse(callbackUri, parameters, browserSecret, kept, ip, userAgent);
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

  @Nullable String single(String name) {
    return single(parameters, name);
  }

  /** A parameter that is given exactly once (RFC 6749 section 3.1) and is not blank; else null. */
  public static @Nullable String single(Map<String, List<String>> parameters, String name) {
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
