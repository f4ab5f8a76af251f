package org.grantlet.internal.login;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.AuthorizationRules;
import org.grantlet.internal.protocol.KeptByIntegration;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.text.FormText;
import org.grantlet.internal.text.Sha256;

/**
 * Builds authorization requests (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1): the
 * code flow, always with a state; with PKCE (S256), and a nonce for {@code openid}, unless the
 * catalog says that the provider fails on them. What is the same in all requests of an integration
 * is written once. Thread-safe.
 */
final class AuthorizationRequests {
  /** Characters of state, nonce and code challenge, with their names. */
  private static final int VARYING = 256;

  private final KeptByIntegration<ConstantParameters> kept = new KeptByIntegration<>();

  /** What the response to a request will be checked against. */
  static PendingAuthorization prepare(
      Integration integration,
      AuthorizationRules rules,
      HostedAuthRequest request,
      String callbackUri,
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
  AuthorizationRedirect build(
      Integration integration, ResolvedProvider provider, PendingAuthorization pending) {
    String browser = pending.binding().secret();
    String oauthState = BrowserSecret.oauthState(browser);
    ConstantParameters.Asked asked = ConstantParameters.Asked.of(provider, pending);
    ConstantParameters constant =
        kept.of(
            integration,
            before -> before.asked().equals(asked),
            () -> ConstantParameters.of(asked, integration, provider));
    StringBuilder location = new StringBuilder(constant.text().length() + VARYING);
    location.append(constant.text());
    for (Map.Entry<String, ConstantParameters.Changing> each : constant.names().entrySet()) {
      String value =
          switch (each.getValue()) {
            case STATE -> oauthState;
            case CODE_CHALLENGE -> Sha256.of(BrowserSecret.codeVerifier(browser));
            case NONCE -> BrowserSecret.nonce(browser);
            case LOGIN_HINT -> Objects.requireNonNull(pending.request().loginHint());
          };
      FormText.add(location, each.getKey(), value);
    }
    return new AuthorizationRedirect(
        location.toString(), browser, BrowserSecret.cookieKeyOf(oauthState), constant.formPost());
  }

  /** Adds what the provider requires, unless its default scope is asked for. */
  private static List<String> withRequired(List<String> asked, AuthorizationRules rules) {
    if (asked.isEmpty() || asked.containsAll(rules.requiredScope())) {
      return asked;
    }
    return Stream.concat(asked.stream(), rules.requiredScope().stream()).distinct().toList();
  }
}
