package org.grantlet.flow;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.grants.AuthenticatedAccount;
import org.grantlet.grants.Events;
import org.grantlet.grants.GrantWriter;
import org.grantlet.grants.Integrations;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.Identity;
import org.grantlet.provider.Provider;
import org.grantlet.provider.ProviderException;
import org.grantlet.provider.Providers;
import org.grantlet.provider.TokenReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the provider's answer: checks it, exchanges the code, saves the grant. Thread-safe. */
public final class Callback {
  private static final Logger LOG = LoggerFactory.getLogger(Callback.class);

  /** Errors by which the end user, or the provider on the user's behalf, said no. */
  private static final Set<String> REFUSALS =
      Set.of(
          "access_denied",
          "login_required",
          "consent_required",
          "interaction_required",
          "account_selection_required");

  private static final List<String> PARAMETERS = List.of("code", "error", "iss", "state");

  private final Attempts attempts;
  private final Outcomes outcomes;
  private final Integrations integrations;
  private final Providers providers;
  private final GrantWriter grants;
  private final Events events;

  Callback(
      Attempts attempts,
      Outcomes outcomes,
      Integrations integrations,
      Providers providers,
      GrantWriter grants,
      Events events) {
    this.attempts = attempts;
    this.outcomes = outcomes;
    this.integrations = integrations;
    this.providers = providers;
    this.grants = grants;
    this.events = events;
  }

  /** What the name of the answered attempt's cookie ends with. */
  public static Optional<String> cookieKey(CallbackAnswer answer) {
    return Optional.ofNullable(answer.state()).map(Attempts::cookieKey);
  }

  /** The attempt that is answered, without spending it. */
  public Optional<Attempt> peek(CallbackAnswer answer) {
    return answer.state() == null || answer.browser() == null
        ? Optional.empty()
        : attempts.peek(answer.state(), answer.browser());
  }

  /**
   * Finishes the flow. When this returns, the grant is durable or there is none.
   *
   * @param attempt what {@link #peek} said that is answered
   * @return the redirect to the application, with success or with the error
   * @throws GrantletException {@link ErrorCode#STATE_INVALID} if the attempt was spent or has
   *     expired meanwhile; {@link ErrorCode#ACCESS_DENIED} if somebody else than the owner is
   *     signed in, which spends the attempt and leaves the code unused
   */
  public URI finish(Attempt attempt, CallbackAnswer answer) {
    String browser = Objects.requireNonNull(answer.browser());
    if (!attempts.spend(Objects.requireNonNull(answer.state()), browser)) {
      throw unknown();
    }
    HostedAuthRequest request = attempt.request();
    if (request.owner() != null && !request.owner().equals(answer.owner())) {
      GrantletException failure =
          new GrantletException(
              ErrorCode.ACCESS_DENIED,
              "This login was begun by another user of the application; nothing was connected");
      tell(attempt, failure);
      throw failure;
    }
    Outcome outcome;
    try {
      Grant grant = authenticate(attempt, answer);
      outcome =
          new Outcome(
              request.redirectUri(),
              true,
              grant.id(),
              grant.provider(),
              Boolean.FALSE.equals(grant.emailVerified()) ? null : grant.email(),
              request.state(),
              null,
              false);
    } catch (GrantletException e) {
      LOG.warn("login with {} failed: {}", request.provider(), e.getMessage());
      tell(attempt, e);
      outcome = Outcomes.failed(request, e.code());
    } catch (RuntimeException e) {
      LOG.error("login with {} failed", request.provider(), e);
      GrantletException failure =
          new GrantletException(ErrorCode.INTERNAL_ERROR, "Something unexpected went wrong", e);
      tell(attempt, failure);
      outcome = Outcomes.failed(request, failure.code());
    }
    outcomes.put(browser, outcome);
    return URI.create(outcome.location());
  }

  /** Of an answer whose state is unknown, spent, expired or of another browser. */
  public static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.STATE_INVALID,
        "This answer belongs to no login that was begun in this browser in the last ten minutes");
  }

  private void tell(Attempt attempt, GrantletException failure) {
    events.tell(
        new AuthenticationFailure(
            failure.code(),
            attempt.request().provider(),
            attempt.loginId(),
            attempt.request().accountId(),
            String.valueOf(failure.getMessage())));
  }

  private Grant authenticate(Attempt attempt, CallbackAnswer answer) {
    HostedAuthRequest request = attempt.request();
    Integration integration =
        integrations
            .find(request.provider())
            .filter(found -> found.id().equals(attempt.integrationId()))
            .orElseThrow(
                () ->
                    new GrantletException(
                        ErrorCode.INTEGRATION_NOT_FOUND, "The integration was deleted meanwhile"));
    Provider asked = providers.directory().resolve(integration, request.settings());
    String code = code(attempt, asked, answer);
    ClientCredentials client = integrations.credentials(integration);
    if (!asked.acceptsAnswer(client, answer.parameters())) {
      throw refused("The answer is not signed by the provider");
    }
    Map<String, String> kept = new LinkedHashMap<>(asked.keptOf(answer.parameters()));
    TokenReply reply = exchange(attempt, asked.with(kept), client, code);
    if (reply.refreshToken() == null && asked.asksForRefreshToken(request.scope())) {
      LOG.warn(
          "{} gave no refresh token, although one was asked for: the grant ends with its access"
              + " token",
          request.provider());
    }
    kept.putAll(reply.kept());
    Provider provider = asked.with(kept);
    Identity identity =
        providers
            .identities()
            .of(
                provider,
                client,
                reply,
                request.scope().contains("openid"),
                attempt.withNonce()
                    ? Attempts.nonce(Objects.requireNonNull(answer.browser()))
                    : null,
                integration.setting("id_token_signed_response_alg"));
    kept.putAll(identity.kept());
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
            kept,
            request.state(),
            answer.ip(),
            answer.userAgent(),
            attempt.loginId()));
  }

  /** The code of an answer that is the asked provider's and no error. */
  private static String code(Attempt attempt, Provider provider, CallbackAnswer answer) {
    if (!attempt.callbackUri().toString().equals(answer.receivedAt())) {
      throw new GrantletException(
          ErrorCode.STATE_INVALID, "The answer arrived at the callback URI of another integration");
    }
    if (PARAMETERS.stream().anyMatch(answer::repeats)) {
      throw refused("The answer repeats a parameter");
    }
    String iss = answer.single("iss");
    if (iss == null ? provider.issInResponse() : !provider.acceptsIssuer(iss)) {
      throw refused("The answer does not name the issuer that was asked (RFC 9207)");
    }
    String error = answer.single("error");
    if (error != null) {
      throw new GrantletException(
          REFUSALS.contains(error) || provider.authorization().denied().contains(error)
              ? ErrorCode.ACCESS_DENIED
              : ErrorCode.PROVIDER_ERROR,
          "The provider answered "
              + ProviderException.shown(error, answer.single("error_description")),
          ProviderException.said(error, answer.single("error_description")),
          null);
    }
    String code = answer.single("code");
    if (code == null) {
      throw refused("The answer has no code");
    }
    return code;
  }

  private static GrantletException refused(String why) {
    return new GrantletException(ErrorCode.EXCHANGE_FAILED, why);
  }

  private TokenReply exchange(
      Attempt attempt, Provider provider, ClientCredentials client, String code) {
    try {
      return providers
          .tokens()
          .exchange(provider, client, code, attempt.callbackUri(), attempt.codeVerifier());
    } catch (ProviderException e) {
      if (e.isTransient()) {
        throw e;
      }
      throw new GrantletException(
          ErrorCode.EXCHANGE_FAILED, String.valueOf(e.getMessage()), e.providerError(), e);
    }
  }

  private static List<String> granted(
      Integration integration, Provider provider, HostedAuthRequest request, TokenReply reply) {
    List<String> granted = Objects.requireNonNullElse(reply.scope(), request.scope());
    if (integration.flag("require_all_scopes")) {
      // What asks for a refresh token, several providers do not name in their answer.
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
            ErrorCode.SCOPES_CONFLICT, "These scopes were asked for and not granted: " + missing);
      }
    }
    return granted;
  }
}
