package org.grantlet.internal.login;

import static com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod.S256;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.AuthorizationRules;
import org.grantlet.internal.protocol.ResolvedProvider;

/**
 * Builds authorization requests (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1): the
 * code flow, always with a state; with PKCE (S256), and a nonce for {@code openid}, unless the
 * catalog says that the provider fails on them.
 */
final class AuthorizationRequests {
  private AuthorizationRequests() {}

  /** What the response to a request will be checked against. */
  static PendingAuthorization prepare(
      Integration integration,
      AuthorizationRules rules,
      HostedAuthRequest request,
      URI callbackUri,
      BrowserBinding binding) {
    List<String> scope =
        withRequired(request.scope().isEmpty() ? integration.scope() : request.scope(), rules);
    return new PendingAuthorization(
        request.toBuilder().scope(scope).build(),
        integration.id(),
        callbackUri,
        binding,
        rules.pkce(),
        scope.contains("openid") && rules.nonce());
  }

  /** The authorization request; always the same for the same pending authorization. */
  static AuthorizationRedirect build(
      Integration integration, ResolvedProvider provider, PendingAuthorization pending) {
    AuthorizationRules rules = provider.authorization();
    HostedAuthRequest request = pending.request();
    String browser = pending.binding().secret();
    boolean formPost = "form_post".equals(provider.responseMode());
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", integration.clientId());
    parameters.put("redirect_uri", pending.callbackUri().toString());
    parameters.put("state", BrowserSecret.oauthState(browser));
    if (!request.scope().isEmpty()) {
      parameters.put(rules.scopeParameter(), String.join(rules.scopeSeparator(), request.scope()));
    }
    if (pending.withVerifier()) {
      CodeVerifier verifier = new CodeVerifier(BrowserSecret.codeVerifier(browser));
      parameters.put("code_challenge", CodeChallenge.compute(S256, verifier).getValue());
      parameters.put("code_challenge_method", S256.getValue());
    }
    if (formPost) {
      parameters.put("response_mode", "form_post");
    }
    if (pending.withNonce()) {
      parameters.put("nonce", BrowserSecret.nonce(browser));
    }
    if (request.loginHint() != null) {
      parameters.put("login_hint", request.loginHint());
    }
    return new AuthorizationRedirect(
        location(provider, parameters), browser, BrowserSecret.cookieKey(browser), formPost);
  }

  private static URI location(ResolvedProvider provider, Map<String, String> standard) {
    AuthorizationRules rules = provider.authorization();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    standard.forEach(
        (name, value) ->
            parameters.put(rules.parameterNames().getOrDefault(name, name), List.of(value)));
    Set<String> own = Set.copyOf(parameters.keySet()); // settings must not override these
    provider
        .fill(rules.parameters())
        .forEach((name, value) -> parameters.put(name, List.of(value)));
    provider
        .authorizationParameters()
        .forEach(
            (name, value) -> {
              if (!own.contains(name)) {
                parameters.put(name, List.of(value));
              }
            });
    URI endpoint = provider.authorizationEndpoint();
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + separator + URLUtils.serializeParameters(parameters));
  }

  /** Adds what the provider requires, unless its default scope is asked for. */
  private static List<String> withRequired(List<String> asked, AuthorizationRules rules) {
    if (asked.isEmpty() || asked.containsAll(rules.requiredScope())) {
      return asked;
    }
    return Stream.concat(asked.stream(), rules.requiredScope().stream()).distinct().toList();
  }
}
