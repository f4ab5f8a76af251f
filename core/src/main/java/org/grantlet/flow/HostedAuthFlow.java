package org.grantlet.flow;

import java.time.Clock;
import java.time.Duration;
import org.grantlet.crypto.Vault;
import org.grantlet.grants.Events;
import org.grantlet.grants.GrantWriter;
import org.grantlet.grants.Grants;
import org.grantlet.grants.Integrations;
import org.grantlet.provider.Providers;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the flow, in the order in which a browser takes them. Thread-safe.
 *
 * @param urls the URLs of this deployment
 * @param loginUrls makes login URLs and spends them
 * @param callback takes the provider's answer
 * @param redirectPaths where flows may return to
 * @param outcomes checks the way home
 */
public record HostedAuthFlow(
    AppUrls urls,
    LoginUrls loginUrls,
    Callback callback,
    RedirectPaths redirectPaths,
    Outcomes outcomes) {

  /**
   * Wires the steps.
   *
   * @param vault seals what is in the one-time store; null if that is in this process's memory
   * @param longestLife {@code grantlet.max-login-url-ttl}
   */
  public static HostedAuthFlow create(
      AppUrls urls,
      OneTimeStore store,
      @Nullable Vault vault,
      Integrations integrations,
      Grants grants,
      GrantWriter writer,
      Providers providers,
      Events events,
      Clock clock,
      Duration longestLife) {
    Attempts attempts = new Attempts(store, vault, urls, clock);
    Outcomes outcomes = new Outcomes(store, vault, urls, clock);
    return new HostedAuthFlow(
        urls,
        new LoginUrls(
            store,
            vault,
            attempts,
            outcomes,
            integrations,
            grants,
            providers.directory(),
            urls,
            events,
            clock,
            longestLife),
        new Callback(attempts, outcomes, integrations, providers, writer, events),
        new RedirectPaths(integrations, urls, clock),
        outcomes);
  }
}
