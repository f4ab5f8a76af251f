package org.grantlet.internal.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.LoginUrl;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.RequestedIntegrations;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.protocol.ProviderResolver;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/** Makes login URLs, and finds their logins. Thread-safe. */
public record LoginUrls(
    LoginStore logins,
    LoginRedemption redemption,
    RequestedIntegrations requested,
    Grants grants,
    ProviderResolver providers,
    AuthorizationRequests authorizations,
    Reconnection reconnection,
    AppUrls urls,
    Clock clock,
    Duration longestLife,
    LoginLog log) {
  /**
   * Makes a login URL.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
   *     ErrorCode#REDIRECT_URI_NOT_ALLOWED}, {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#INVALID_FIELD}, or {@link ErrorCode#RATE_LIMITED} if too many login URLs are not
   *     redeemed yet
   */
  public LoginUrl create(HostedAuthRequest request) {
    return create(request, false);
  }

  /**
   * Makes a login URL.
   *
   * @param reconnects whether the page tells the grant's owner why it has ended
   * @throws GrantletException as {@link #create}
   */
  public LoginUrl create(HostedAuthRequest given, boolean reconnects) {
    HostedAuthRequest request = reconnection.widened(given);
    Duration life = life(request);
    Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(life);
    String id = RandomIds.next();
    if (!logins.offer(id, new LoginStep.Open(request, reconnects), expiresAt)) {
      throw full(request);
    }
    return new LoginUrl(id, urls.login(id), expiresAt, given);
  }

  private Duration life(HostedAuthRequest request) {
    List<Integration> asked = asked(request);
    Duration life =
        request.expiresIn() == null
            ? Collections.min(asked.stream().map(Integration::expiresIn).toList())
            : request.expiresIn();
    return Duration.ofSeconds(Math.min(life.toSeconds(), longestLife.toSeconds()));
  }

  /**
   * Makes a login URL that the browser keeps, and not the store: it works in this browser alone,
   * for ten minutes at most.
   *
   * @return the redirect to it; empty if the request is too long for a cookie
   * @throws GrantletException as {@link #create}
   */
  public Optional<AuthorizationRedirect> createSealed(HostedAuthRequest given, boolean reconnects) {
    HostedAuthRequest request = reconnection.widened(given);
    Duration life = life(request);
    String id = RandomIds.next();
    String browser = BrowserSecret.next(clock, id);
    String sealed =
        logins.sealed().seal(id, new LoginStep.Open(request, reconnects), browser, life);
    return Optional.ofNullable(sealed)
        .map(cookie -> AuthorizationRedirect.toLoginUrl(urls.login(id), browser, cookie));
  }

  /**
   * Begins a login without a login URL, for the browser that asks.
   *
   * @param isSealed whether the browser keeps it, in a cookie; the store does where that is too
   *     long
   * @return empty if the user has to choose, or the provider's metadata have to be fetched: then a
   *     login URL is needed
   * @throws GrantletException what {@link #create} throws
   */
  public Optional<AuthorizationRedirect> begin(HostedAuthRequest given, boolean isSealed) {
    HostedAuthRequest request = reconnection.widened(given);
    List<Integration> asked = asked(request);
    if (request.isChoice()) {
      return Optional.empty();
    }
    Integration integration = asked.get(0);
    Optional<ResolvedProvider> provider = providers.known(integration, request.settings());
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    String id = RandomIds.next();
    PendingAuthorization pending =
        AuthorizationRequests.prepare(
            integration,
            provider.get().authorization(),
            request,
            urls.callback(integration),
            new BrowserBinding(BrowserSecret.next(clock, id), request.owner(), null));
    String sealed = isSealed ? logins.sealed().seal(id, pending, null) : null;
    if (sealed == null && !logins.offer(id, pending)) {
      throw full(request);
    }
    log.began(id, request);
    observers().loginBegun(request.provider());
    return Optional.of(authorizations.build(integration, provider.get(), pending).with(sealed));
  }

  private List<Integration> asked(HostedAuthRequest request) {
    List<Integration> asked = requested.asked(request);
    for (Integration integration : asked) {
      providers.check(integration, request.settings());
    }
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
      if (request.accountId() != null && !request.accountId().equals(grant.accountId())) {
        throw GrantletException.invalidField(
            "account_id", "must be that of the grant, or left out");
      }
    }
  }

  /**
   * A request with all that is known of a grant to authenticate again.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#INTEGRATION_NOT_FOUND}
   */
  public HostedAuthRequest.Builder reconnect(String grantId) {
    return reconnection.request(grantId);
  }

  /** The grant that a login is to reconnect, if it has ended: its owner is to be told why. */
  public Optional<Grant> ended(OpenedLogin login) {
    String id = login.reconnects();
    Grant grant = id == null ? null : grants.find(id).orElse(null);
    return grant != null && grant.status() == GrantStatus.INVALID
        ? Optional.of(grant)
        : Optional.empty();
  }

  /**
   * The login of a login URL, which the browser may keep itself; this does not redeem it.
   *
   * @param kept what the browser keeps of this login, by its secrets, oldest first
   */
  public Optional<OpenedLogin> find(String id, Map<String, SealedCookies> kept) {
    return logins
        .find(id)
        .or(
            () ->
                kept.entrySet().stream()
                    .flatMap(
                        each ->
                            logins.sealed().openAtLoginUrl(each.getValue(), each.getKey()).stream())
                    .findFirst())
        .map(this::opened);
  }

  private OpenedLogin opened(StoredLogin login) {
    return new OpenedLogin(login, redemption, offered(login));
  }

  private @Nullable List<Integration> offered(StoredLogin login) {
    return login.step() instanceof LoginStep.Open open && open.request().isChoice()
        ? requested.offered(open.request())
        : null;
  }

  private Observers observers() {
    return redemption.endings().observers();
  }

  private GrantletException full(HostedAuthRequest request) {
    observers().loginRefused(LoginStep.provider(request));
    return OneTimeStore.full();
  }

  public static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.LOGIN_ID_INVALID, "This login URL is unknown, was used, or has expired");
  }
}
