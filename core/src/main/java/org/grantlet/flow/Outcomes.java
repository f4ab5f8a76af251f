package org.grantlet.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.crypto.Vault;
import org.grantlet.store.OneTimeStore;

/**
 * How flows ended, until the application has seen it. The key is the browser's cookie. Thread-safe.
 */
public final class Outcomes {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final OneTime fresh;
  private final OneTime seen;
  private final AppUrls urls;
  private final Clock clock;

  Outcomes(OneTimeStore store, Vault vault, AppUrls urls, Clock clock) {
    fresh = new OneTime("o", store, vault);
    seen = new OneTime("s", store, vault);
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
      fresh.put(browser, outcome.write(), clock.instant().plus(LIFE));
    }
  }

  /**
   * Checks a redirect to the application.
   *
   * @param path the path in the application, decoded
   * @param query all parameters of the query, decoded
   * @param browsers the secrets that this browser has, one for each of its attempts
   * @return what was issued to this browser in the last ten minutes and says exactly that; marked
   *     as replayed for all takers but the first
   */
  public Optional<Outcome> take(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    for (String browser : browsers) {
      Optional<Outcome> issued = fresh.peek(browser).map(Outcome::read);
      if (issued.isPresent()) {
        if (matches(issued.get(), path, query)) {
          // Kept as seen before it is taken: whoever loses the race below finds it there.
          Instant end = clock.instant().plus(LIFE);
          seen.put(browser, issued.get().asReplayed().write(), end);
          boolean first = fresh.spend(browser);
          return Optional.of(first ? issued.get() : issued.get().asReplayed());
        }
        continue;
      }
      Optional<Outcome> again = seen.peek(browser).map(Outcome::read);
      if (again.isPresent() && matches(again.get(), path, query)) {
        return again;
      }
    }
    return Optional.empty();
  }

  private boolean matches(Outcome outcome, String path, Map<String, List<String>> query) {
    return path.equals(urls.pathInApp(outcome.redirectUri())) && outcome.saysExactly(query);
  }
}
