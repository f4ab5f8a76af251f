package org.grantlet.flow;

import java.time.Clock;
import java.time.Duration;
import org.grantlet.crypto.Vault;
import org.grantlet.grants.Events;
import org.grantlet.grants.GrantService;
import org.grantlet.grants.IntegrationService;
import org.grantlet.grants.ProviderCalls;
import org.grantlet.provider.Providers;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the flow, in the order in which a browser takes them. Thread-safe.
 *
 * @param urls the URLs of this deployment
 * @param loginUrls makes login URLs, and finds the logins of those that are opened
 * @param callback finds the login that a provider answers
 * @param redirectPaths where flows may return to
 * @param outcomes checks the return to the application
 */
public record HostedAuthFlow(
    AppUrls urls,
    LoginUrls loginUrls,
    Callback callback,
    RedirectPaths redirectPaths,
    Outcomes outcomes) {

  /** How many calls to a provider one callback makes at most, and one that was just begun. */
  private static final int CALLS = 6;

  /** For what a callback does beside them. */
  private static final Duration REST = Duration.ofSeconds(30);

  /**
   * Wires the steps.
   *
   * @param vault seals what is in the one-time store; null if that is in this process's memory
   * @param calls runs what may not be interrupted
   * @param longestLife {@code grantlet.max-login-url-ttl}
   */
  public static HostedAuthFlow create(
      AppUrls urls,
      OneTimeStore store,
      @Nullable Vault vault,
      IntegrationService integrations,
      GrantService grants,
      ProviderCalls calls,
      Providers providers,
      Events events,
      Clock clock,
      Duration longestLife) {
    Logins logins =
        new Logins(store, vault, urls, clock, providers.timeout().multipliedBy(CALLS).plus(REST));
    RedirectPaths paths = new RedirectPaths(integrations, urls, clock);
    Offers offers = new Offers(integrations);
    Endings endings = new Endings(logins, offers, paths, events);
    Redemption redemption =
        new Redemption(logins, endings, integrations, offers, providers.directory(), urls, clock);
    Exchange exchange = new Exchange(integrations, providers, grants.writer());
    return new HostedAuthFlow(
        urls,
        new LoginUrls(
            logins, redemption, offers, grants, providers.directory(), urls, clock, longestLife),
        new Callback(logins, new LoginCallback(logins, endings, exchange, calls, clock)),
        paths,
        new Outcomes(logins, urls));
  }
}
