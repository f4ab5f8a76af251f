package org.grantlet.flow;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.List;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.crypto.RandomIds;
import org.grantlet.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Builds authorization requests (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1): code
 * only, state always, PKCE S256 always, nonce with {@code openid}.
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
      String loginId) {
    List<String> scope = request.scope().isEmpty() ? integration.scope() : request.scope();
    String state = RandomIds.next();
    String nonce = scope.contains("openid") ? RandomIds.next() : null;
    CodeVerifier verifier = new CodeVerifier();
    AuthorizationRequest.Builder builder =
        new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(integration.clientId()))
            .endpointURI(provider.authorizationEndpoint())
            .redirectionURI(callbackUri)
            .state(new State(state))
            .codeChallenge(verifier, CodeChallengeMethod.S256);
    if (!scope.isEmpty()) {
      builder.scope(new Scope(scope.toArray(String[]::new)));
    }
    if ("form_post".equals(integration.setting("response_mode"))) {
      builder.responseMode(ResponseMode.FORM_POST);
    }
    custom(builder, "nonce", nonce);
    custom(builder, "login_hint", request.loginHint());
    provider.authorizationParameters().forEach((name, value) -> custom(builder, name, value));
    return new Sent(
        builder.build().toURI(),
        state,
        new Attempt(
            withScope(request, scope),
            loginId,
            integration.id(),
            callbackUri,
            verifier.getValue(),
            nonce));
  }

  private static void custom(
      AuthorizationRequest.Builder builder, String name, @Nullable String value) {
    if (value != null) {
      builder.customParameter(name, value);
    }
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
