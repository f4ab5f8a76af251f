package org.grantlet.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;

/** How flows ended, until the application has seen it, and for a while longer. Thread-safe. */
public final class Outcomes {
  private final Logins logins;
  private final AppUrls urls;

  Outcomes(Logins logins, AppUrls urls) {
    this.logins = logins;
    this.urls = urls;
  }

  static Outcome failed(HostedAuthRequest request, ErrorCode error) {
    return new Outcome(
        request.redirectUri(),
        false,
        null,
        Step.provider(request),
        null,
        request.state(),
        error.wire(),
        false);
  }

  /**
   * Checks a redirect to the application, and takes note that the application sees it.
   *
   * @param path the path in the application, decoded
   * @param query all parameters of the query, decoded
   * @param browsers the secrets that this browser has, one for each of its logins
   * @return what was issued to this browser in the last ten minutes and says exactly that; for ten
   *     more minutes again, marked as replayed
   */
  public Optional<Outcome> take(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    List<Login> issued = issued(path, query, browsers);
    for (Login login : issued) {
      Step.Ended ended = (Step.Ended) login.step();
      if (!ended.seen() && logins.move(login, ended.asSeen()).isPresent()) {
        return Optional.of(ended.outcome());
      }
    }
    return issued.stream()
        .findFirst()
        .map(login -> ((Step.Ended) login.step()).outcome().asReplayed());
  }

  /** Whether {@link #take} would find something, and whether it would be new. */
  public Optional<Outcome> peek(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    return issued(path, query, browsers).stream()
        .map(login -> (Step.Ended) login.step())
        .min(Comparator.comparing(Step.Ended::seen))
        .map(ended -> ended.seen() ? ended.outcome().asReplayed() : ended.outcome());
  }

  private List<Login> issued(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    return browsers.stream()
        .flatMap(browser -> logins.findSpentBy(browser).stream())
        .filter(
            login ->
                login.step() instanceof Step.Ended ended && matches(ended.outcome(), path, query))
        .toList();
  }

  private boolean matches(Outcome outcome, String path, Map<String, List<String>> query) {
    return path.equals(urls.pathInApp(outcome.redirectUri())) && outcome.saysExactly(query);
  }
}
