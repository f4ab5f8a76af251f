package org.grantlet.flow;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.crypto.Vault;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * How flows ended, until the application has seen it. The key is the browser's cookie. Thread-safe.
 */
public final class Outcomes {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final OneTime unseen;
  private final OneTime seen;
  private final AppUrls urls;
  private final Clock clock;

  Outcomes(OneTimeStore store, @Nullable Vault vault, AppUrls urls, Clock clock) {
    unseen = new OneTime("o", store, vault);
    seen = new OneTime("r", store, vault);
    this.urls = urls;
    this.clock = clock;
  }

  static Outcome failed(HostedAuthRequest request, ErrorCode error) {
    return new Outcome(
        request.redirectUri(),
        false,
        null,
        request.isChoice() ? null : request.provider(),
        null,
        request.state(),
        error.wire(),
        false);
  }

  /** Keeps an outcome for the filter in front of the redirect URI, where that is this app's. */
  void put(String browser, Outcome outcome) {
    if (urls.pathInApp(outcome.redirectUri()) != null) {
      unseen.put(browser, outcome.write(), clock.instant().plus(LIFE));
    }
  }

  /**
   * Checks a redirect to the application.
   *
   * @param path the path in the application, decoded
   * @param query all parameters of the query, decoded
   * @param browsers the secrets that this browser has, one for each of its attempts
   * @return what was issued to this browser in the last ten minutes and says exactly that; for ten
   *     more minutes again, marked as replayed
   */
  public Optional<Outcome> take(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    // Unseen ones first: whoever connects an account again comes home with the same words.
    for (String browser : browsers) {
      Optional<Outcome> issued = find(unseen, browser, path, query);
      if (issued.isPresent()) {
        // Kept before it is taken, so that whoever comes in between finds one of the two.
        seen.put(browser, issued.get().write(), clock.instant().plus(LIFE));
        if (unseen.spend(browser)) {
          return issued;
        }
      }
    }
    return browsers.stream()
        .flatMap(browser -> find(seen, browser, path, query).stream())
        .findFirst()
        .map(Outcome::asReplayed);
  }

  private Optional<Outcome> find(
      OneTime of, String browser, String path, Map<String, List<String>> query) {
    return of.peek(browser).map(Outcome::read).filter(known -> matches(known, path, query));
  }

  private boolean matches(Outcome outcome, String path, Map<String, List<String>> query) {
    return path.equals(urls.pathInApp(outcome.redirectUri())) && outcome.saysExactly(query);
  }
}
