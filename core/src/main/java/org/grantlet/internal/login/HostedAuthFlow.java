package org.grantlet.internal.login;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.event.GrantEvents;
import org.grantlet.internal.grant.GrantService;
import org.grantlet.internal.grant.UninterruptedCalls;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.integration.RedirectPaths;
import org.grantlet.internal.integration.RequestedIntegrations;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/** The steps of a login, in the order in which a browser takes them. Thread-safe. */
public record HostedAuthFlow(
    AppUrls urls,
    LoginUrls loginUrls,
    StateCheck stateCheck,
    RedirectPaths redirectPaths,
    IssuedRedirects issuedRedirects) {

  /** The most calls that one login makes to its provider, and one that has just begun. */
  private static final int CALLS = 6;

  /** For everything but these calls. */
  private static final Duration REST = Duration.ofSeconds(30);

  /**
   * Wires the steps.
   *
   * @param encryption encrypts what is in the one-time store; null if that is in this process's
   *     memory
   * @param sealing encrypts what is in cookies
   * @param calls runs what may not be interrupted
   * @param longestLife {@code grantlet.max-login-url-ttl}
   */
  public static HostedAuthFlow create(
      AppUrls urls,
      OneTimeStore store,
      @Nullable Encryption encryption,
      Encryption sealing,
      IntegrationService integrations,
      GrantService grants,
      UninterruptedCalls calls,
      Providers providers,
      GrantEvents events,
      Clock clock,
      Duration longestLife) {
    SealedLogins sealed = new SealedLogins(sealing, urls, clock);
    Duration longestExchange = providers.timeout().multipliedBy(CALLS).plus(REST);
    LoginStore logins = new LoginStore(store, encryption, sealed, urls, clock, longestExchange);
    RedirectPaths paths = new RedirectPaths(integrations, urls, clock);
    RequestedIntegrations requested = new RequestedIntegrations(integrations);
    LoginLog log = new LoginLog(providers.catalog());
    LoginEndings endings =
        new LoginEndings(logins, requested, paths, events, log, providers.observers(), clock);
    AuthorizationRequests authorizations = new AuthorizationRequests();
    LoginRedemption redemption =
        new LoginRedemption(
            logins,
            endings,
            integrations,
            requested,
            providers.resolver(),
            authorizations,
            urls,
            clock,
            ConcurrentHashMap.newKeySet());
    CodeExchange exchange = new CodeExchange(integrations, providers, grants.writer());
    return new HostedAuthFlow(
        urls,
        new LoginUrls(
            logins,
            redemption,
            requested,
            grants,
            providers.resolver(),
            authorizations,
            new Reconnection(grants, integrations, providers.resolver(), providers.catalog()),
            urls,
            clock,
            longestLife,
            log),
        new StateCheck(logins, new LoginCallback(logins, endings, exchange, calls, clock)),
        paths,
        new IssuedRedirects(logins, urls));
  }
}
