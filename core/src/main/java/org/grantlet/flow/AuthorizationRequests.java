package org.grantlet.flow;

import static com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod.S256;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.crypto.RandomIds;
import org.grantlet.provider.Provider;
import org.grantlet.provider.catalogue.AuthorizationRules;

/**
 * Builds authorization requests (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1): code
 * only, state always; PKCE S256, and a nonce with {@code openid}, unless the catalogue says that
 * the provider breaks on them.
 */
final class AuthorizationRequests {
  private AuthorizationRequests() {}

  /**
   * A request and what its answer will be checked against.
   *
   * @param location where the browser goes
   * @param state the state that was sent
   * @param attempt the rest
   */
  record Sent(URI location, String state, Attempt attempt) {}

  static Sent build(
      Integration integration,
      Provider provider,
      HostedAuthRequest request,
      URI callbackUri,
      String loginId,
      String browser) {
    AuthorizationRules rules = provider.authorization();
    List<String> scope =
        withRequired(request.scope().isEmpty() ? integration.scope() : request.scope(), rules);
    String state = RandomIds.next();
    boolean withNonce = scope.contains("openid") && rules.nonce();
    CodeVerifier verifier = rules.pkce() ? new CodeVerifier() : null;
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", integration.clientId());
    parameters.put("redirect_uri", callbackUri.toString());
    parameters.put("state", state);
    if (!scope.isEmpty()) {
      parameters.put(rules.scopeParameter(), String.join(rules.scopeSeparator(), scope));
    }
    if (verifier != null) {
      parameters.put("code_challenge", CodeChallenge.compute(S256, verifier).getValue());
      parameters.put("code_challenge_method", S256.getValue());
    }
    if ("form_post".equals(provider.responseMode())) {
      parameters.put("response_mode", "form_post");
    }
    if (withNonce) {
      parameters.put("nonce", Attempts.nonce(browser));
    }
    if (request.loginHint() != null) {
      parameters.put("login_hint", request.loginHint());
    }
    return new Sent(
        location(provider, parameters),
        state,
        new Attempt(
            withScope(request, scope),
            loginId,
            integration.id(),
            callbackUri,
            verifier == null ? null : verifier.getValue(),
            withNonce));
  }

  private static URI location(Provider provider, Map<String, String> standard) {
    AuthorizationRules rules = provider.authorization();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    standard.forEach(
        (name, value) ->
            parameters.put(rules.parameterNames().getOrDefault(name, name), List.of(value)));
    provider
        .fill(rules.parameters())
        .forEach((name, value) -> parameters.put(name, List.of(value)));
    URI endpoint = provider.authorizationEndpoint();
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + separator + URLUtils.serializeParameters(parameters));
  }

  /** Whoever asks for no scope gets the provider's default, to which nothing is added. */
  private static List<String> withRequired(List<String> asked, AuthorizationRules rules) {
    if (asked.isEmpty() || asked.containsAll(rules.requiredScope())) {
      return asked;
    }
    return Stream.concat(asked.stream(), rules.requiredScope().stream()).distinct().toList();
  }

  private static HostedAuthRequest withScope(HostedAuthRequest request, List<String> scope) {
    return new HostedAuthRequest(
        request.provider(),
        request.redirectUri(),
        null,
        request.state(),
        scope,
        null,
        request.metadata(),
        request.grantId(),
        request.settings(),
        request.accountId(),
        request.owner());
  }
}
