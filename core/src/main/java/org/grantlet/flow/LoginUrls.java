package org.grantlet.flow;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.LoginUrl;
import org.grantlet.crypto.RandomIds;
import org.grantlet.crypto.Vault;
import org.grantlet.grants.Events;
import org.grantlet.grants.Grants;
import org.grantlet.grants.Integrations;
import org.grantlet.provider.Provider;
import org.grantlet.provider.ProviderDirectory;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes login URLs, and spends them for authorization requests. Thread-safe. */
public final class LoginUrls {
  private static final Logger LOG = LoggerFactory.getLogger(LoginUrls.class);

  private final OneTime logins;
  private final Attempts attempts;
  private final Outcomes outcomes;
  private final Integrations integrations;
  private final Offers offers;
  private final Grants grants;
  private final ProviderDirectory providers;
  private final AppUrls urls;
  private final Events events;
  private final Clock clock;
  private final Duration longestLife;

  /**
   * Login URLs in a one-time store.
   *
   * @param longestLife {@code grantlet.max-login-url-ttl}
   */
  LoginUrls(
      OneTimeStore store,
      @Nullable Vault vault,
      Attempts attempts,
      Outcomes outcomes,
      Integrations integrations,
      Grants grants,
      ProviderDirectory providers,
      AppUrls urls,
      Events events,
      Clock clock,
      Duration longestLife) {
    logins = new OneTime("l", store, vault);
    this.attempts = attempts;
    this.outcomes = outcomes;
    this.integrations = integrations;
    offers = new Offers(integrations);
    this.grants = grants;
    this.providers = providers;
    this.urls = urls;
    this.events = events;
    this.clock = clock;
    this.longestLife = longestLife;
  }

  /**
   * Makes a login URL.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
   *     ErrorCode#CALLBACK_URI_NOT_ALLOWED}, {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#INVALID_FIELD}, or {@link ErrorCode#RATE_LIMITED} if too many login URLs are
   *     waiting to be used
   */
  public LoginUrl create(HostedAuthRequest request) {
    List<Integration> asked = asked(request);
    long life =
        request.expiresIn() == null
            ? asked.stream().mapToLong(Integration::expiresIn).min().orElseThrow()
            : request.expiresIn();
    Instant expiresAt =
        clock
            .instant()
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(Math.min(life, longestLife.toSeconds()));
    String id = RandomIds.next();
    if (!logins.offer(id, LoginTicket.write(request, urls), expiresAt)) {
      throw full();
    }
    return new LoginUrl(id, urls.login(id), expiresAt, request);
  }

  /**
   * Makes a login URL and spends it, for a browser of the request's owner that is at the
   * application already: the same as {@link #create} and {@link #spend}, with nothing to keep in
   * between.
   *
   * @return empty if the user has to choose, or the provider's metadata to be fetched; then a login
   *     URL is the way
   * @throws GrantletException what {@link #create} throws
   */
  public Optional<Authorization> begin(HostedAuthRequest request) {
    List<Integration> asked = asked(request);
    if (request.isChoice()) {
      return Optional.empty();
    }
    Integration integration = asked.get(0);
    Optional<Provider> provider = providers.known(integration, request.settings());
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    String browser = Attempts.newBrowser(clock);
    AuthorizationRequests.Sent sent =
        sent(integration, provider.get(), request, RandomIds.next(), browser);
    if (!attempts.offer(sent.state(), browser, sent.attempt())) {
      throw full();
    }
    return Optional.of(authorization(sent, provider.get(), browser));
  }

  private List<Integration> asked(HostedAuthRequest request) {
    List<Integration> asked = offers.asked(request);
    asked.forEach(integration -> providers.check(integration, request.settings()));
    checkGrant(request);
    return asked;
  }

  private void checkGrant(HostedAuthRequest request) {
    if (request.grantId() != null) {
      Grant grant = grants.get(request.grantId());
      if (!grant.provider().equals(request.provider())) {
        throw GrantletException.invalidField(
            "grant_id", "is a grant of " + grant.provider() + ", not of " + request.provider());
      }
    }
  }

  /** What a login URL is for, without spending it. */
  public Optional<HostedAuthRequest> peek(String id) {
    return RandomIds.looksLikeOne(id)
        ? logins.peek(id).map(json -> LoginTicket.read(json, urls))
        : Optional.empty();
  }

  /** What the user of a login URL may choose among now; empty if there is nothing to choose. */
  public List<Integration> offered(HostedAuthRequest request) {
    return request.isChoice() ? offers.offered(request) : List.of();
  }

  /**
   * Spends a login URL. If the provider cannot be reached, or there is none left to choose, the
   * browser goes to the application with that news.
   *
   * @param request what {@link #peek} said that it is for
   * @param owner who is signed in to the application, as the request's owner was named
   * @param choice what the user chose, where there is a choice; else null
   * @throws GrantletException {@link ErrorCode#LOGIN_ID_INVALID} if it was spent or has expired
   *     meanwhile; {@link ErrorCode#ACCESS_DENIED} if it is another owner's, and {@link
   *     ErrorCode#INVALID_FIELD} if the choice is not on offer, which do not spend it
   */
  public Authorization spend(
      String id, HostedAuthRequest request, @Nullable String owner, @Nullable Choice choice) {
    if (request.owner() != null && !request.owner().equals(owner)) {
      throw denied(request, id);
    }
    boolean none = request.isChoice() && offers.offered(request).isEmpty();
    HostedAuthRequest chosen =
        none || !request.isChoice() ? request : offers.choose(request, required(choice));
    if (!logins.spend(id)) {
      throw unknown();
    }
    String browser = Attempts.newBrowser(clock);
    try {
      if (none) {
        throw Offers.none();
      }
      Integration integration = integrations.get(chosen.provider());
      Provider provider = providers.resolve(integration, chosen.settings());
      AuthorizationRequests.Sent sent = sent(integration, provider, chosen, id, browser);
      attempts.put(sent.state(), browser, sent.attempt());
      return authorization(sent, provider, browser);
    } catch (GrantletException e) {
      LOG.warn(
          "login with {} could not begin: {}",
          String.join(", ", chosen.providers()),
          e.getMessage());
      Outcome outcome = Outcomes.failed(chosen, e.code());
      outcomes.put(browser, outcome);
      tell(chosen, id, e);
      return new Authorization(
          URI.create(outcome.location()), browser, Attempts.cookieKey(id), false);
    }
  }

  /** Spends the login URL of a request for one provider. */
  public Authorization spend(String id, HostedAuthRequest request, @Nullable String owner) {
    return spend(id, request, owner, null);
  }

  private AuthorizationRequests.Sent sent(
      Integration integration,
      Provider provider,
      HostedAuthRequest request,
      String id,
      String browser) {
    return AuthorizationRequests.build(
        integration, provider, request, urls.callback(integration), id, browser);
  }

  private static Authorization authorization(
      AuthorizationRequests.Sent sent, Provider provider, String browser) {
    return new Authorization(
        sent.location(),
        browser,
        Attempts.cookieKey(sent.state()),
        "form_post".equals(provider.responseMode()));
  }

  private static Choice required(@Nullable Choice choice) {
    if (choice == null) {
      throw GrantletException.invalidField("provider", "has yet to be chosen");
    }
    return choice;
  }

  private GrantletException denied(HostedAuthRequest request, String id) {
    GrantletException failure =
        new GrantletException(
            ErrorCode.ACCESS_DENIED, "This login URL was made for another user of the application");
    tell(request, id, failure);
    return failure;
  }

  private void tell(HostedAuthRequest request, String id, GrantletException failure) {
    events.tell(
        new AuthenticationFailure(
            failure.code(),
            request.isChoice() ? null : request.provider(),
            id,
            request.accountId(),
            String.valueOf(failure.getMessage())));
  }

  private static GrantletException full() {
    return new GrantletException(
        ErrorCode.RATE_LIMITED, "Too many logins are waiting to be finished; try again later");
  }

  private static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.LOGIN_ID_INVALID, "This login URL is unknown, was used, or has expired");
  }
}
