package org.grantlet.internal.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.internal.grant.AuthenticatedAccount;
import org.grantlet.internal.grant.GrantWriter;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.protocol.TokenResponse;
import org.grantlet.provider.ClientCredentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks an authorization response, exchanges its code and saves the grant. Thread-safe. */
record CodeExchange(IntegrationService integrations, Providers providers, GrantWriter grants) {
  private static final Logger LOG = LoggerFactory.getLogger(CodeExchange.class);

  /** Errors that say that the user, or the provider for the user, refused. */
  private static final Set<String> REFUSALS =
      Set.of(
          "access_denied",
          "login_required",
          "consent_required",
          "interaction_required",
          "account_selection_required");

  private static final List<String> PARAMETERS = List.of("code", "error", "iss", "state");

  /** The code of a response that is as it should be, and who takes it. */
  record Code(
      String value, Integration integration, ResolvedProvider provider, ClientCredentials client) {
    @Override
    public String toString() {
      return "Code[]";
    }
  }

  /** The code of a response; an exception says why there is none, or why it is not to be used. */
  Code check(PendingAuthorization pending, AuthorizationResponse response) {
    Integration integration = integration(pending);
    ResolvedProvider asked =
        providers.resolver().resolve(integration, pending.request().settings());
    String code = code(pending, asked, response);
    ClientCredentials client = integrations.credentials(integration);
    if (!asked.acceptsAnswer(client, response.parameters())) {
      throw refused("The response is not signed by the provider");
    }
    return new Code(code, integration, asked, client);
  }

  /** The saved grant; an exception says why there is none. */
  Grant exchange(
      String loginId, PendingAuthorization pending, AuthorizationResponse response, Code code) {
    HostedAuthRequest request = pending.request();
    Integration integration = code.integration();
    ResolvedProvider asked = code.provider();
    ClientCredentials client = code.client();
    Map<String, String> captured = new LinkedHashMap<>(asked.captured(response.parameters()));
    TokenResponse reply = exchange(pending, asked.with(captured), client, code.value());
    if (reply.refreshToken() == null && asked.asksForRefreshToken(request.scope())) {
      LOG.warn(
          "{} gave no refresh token, although one was asked for: the grant ends with its access"
              + " token",
          request.provider());
    }
    captured.putAll(reply.settings());
    ResolvedProvider provider = asked.with(captured);
    Identity identity =
        providers
            .identities()
            .of(
                provider,
                client,
                reply,
                request.scope().contains("openid"),
                pending.withNonce() ? BrowserSecret.nonce(pending.binding().secret()) : null,
                integration.setting("id_token_signed_response_alg"));
    captured.putAll(identity.settings());
    List<String> scope = granted(integration, provider, request, reply);
    return grants.save(
        new AuthenticatedAccount(
            integration,
            identity,
            reply,
            scope,
            request.grantId(),
            request.accountId(),
            request.metadata(),
            request.settings(),
            captured,
            request.state(),
            response.ip(),
            response.userAgent(),
            loginId));
  }

  private Integration integration(PendingAuthorization pending) {
    return integrations
        .find(pending.request().provider(), pending.integrationId())
        .orElseThrow(
            () ->
                new GrantletException(
                    ErrorCode.INTEGRATION_NOT_FOUND,
                    "The integration was deleted during the login"));
  }

  /** The code, once the response is known to be the requested provider's and no error. */
  private static String code(
      PendingAuthorization pending, ResolvedProvider provider, AuthorizationResponse response) {
    if (!pending.callbackUri().equals(response.callbackUri())) {
      throw new GrantletException(
          ErrorCode.STATE_INVALID,
          "The response was sent to the callback URI of another integration");
    }
    for (String parameter : PARAMETERS) {
      if (response.repeats(parameter)) {
        throw refused("The response repeats a parameter");
      }
    }
    String iss = response.single("iss");
    if (iss == null ? provider.issInResponse() : !provider.acceptsIssuer(iss)) {
      throw refused("The response does not name the expected issuer (RFC 9207)");
    }
    String error = response.single("error");
    if (error != null) {
      throw new GrantletException(
          REFUSALS.contains(error) || provider.authorization().denied().contains(error)
              ? ErrorCode.ACCESS_DENIED
              : ErrorCode.PROVIDER_ERROR,
          "The provider answered "
              + ProviderException.shown(error, response.single("error_description")),
          ProviderException.said(error, response.single("error_description")),
          null);
    }
    String code = response.single("code");
    if (code == null) {
      throw refused("The response has no code");
    }
    return code;
  }

  private static GrantletException refused(String why) {
    return new GrantletException(ErrorCode.EXCHANGE_FAILED, why);
  }

  private TokenResponse exchange(
      PendingAuthorization pending,
      ResolvedProvider provider,
      ClientCredentials client,
      String code) {
    String verifier =
        pending.withVerifier() ? BrowserSecret.codeVerifier(pending.binding().secret()) : null;
    try {
      return providers.tokens().exchange(provider, client, code, pending.callbackUri(), verifier);
    } catch (ProviderException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new GrantletException(
          ErrorCode.EXCHANGE_FAILED, String.valueOf(e.getMessage()), e.providerError(), e);
    }
  }

  private static List<String> granted(
      Integration integration,
      ResolvedProvider provider,
      HostedAuthRequest request,
      TokenResponse reply) {
    List<String> granted = Objects.requireNonNullElse(reply.scope(), request.scope());
    if (integration.flag("require_all_scopes")) {
      // Several providers do not list the scope that requests a refresh token.
      List<String> required = provider.authorization().requiredScope();
      List<String> missing =
          request.scope().stream()
              .filter(asked -> !provider.authorization().isGranted(asked, granted))
              .filter(
                  asked ->
                      !((asked.equals("offline_access") || required.contains(asked))
                          && reply.refreshToken() != null))
              .toList();
      if (!missing.isEmpty()) {
        throw new GrantletException(
            ErrorCode.SCOPES_CONFLICT, "These requested scopes were not granted: " + missing);
      }
    }
    return granted;
  }
}
