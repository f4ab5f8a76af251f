package org.grantlet.internal.login;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;

/** How flows ended, until the application has seen it, and for a while longer. Thread-safe. */
public final class IssuedRedirects {
  private final LoginStore logins;
  private final AppUrls urls;

  IssuedRedirects(LoginStore logins, AppUrls urls) {
    this.logins = logins;
    this.urls = urls;
  }

  static LoginResult failed(HostedAuthRequest request, ErrorCode error) {
    return new LoginResult(
        request.redirectUri(),
        false,
        null,
        LoginStep.provider(request),
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
  public Optional<LoginResult> take(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    List<StoredLogin> issued = issued(path, query, browsers);
    for (StoredLogin login : issued) {
      LoginStep.Ended ended = (LoginStep.Ended) login.step();
      if (!ended.seen() && logins.move(login, ended.asSeen()).isPresent()) {
        return Optional.of(ended.result());
      }
    }
    return issued.stream()
        .findFirst()
        .map(login -> ((LoginStep.Ended) login.step()).result().asReplayed());
  }

  /** Whether {@link #take} would find something, and whether it would be new. */
  public Optional<LoginResult> peek(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    return issued(path, query, browsers).stream()
        .map(login -> (LoginStep.Ended) login.step())
        .min(Comparator.comparing(LoginStep.Ended::seen))
        .map(ended -> ended.seen() ? ended.result().asReplayed() : ended.result());
  }

  private List<StoredLogin> issued(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    return browsers.stream()
        .flatMap(browser -> logins.findRedeemedBy(browser).stream())
        .filter(
            login ->
                login.step() instanceof LoginStep.Ended ended
                    && matches(ended.result(), path, query))
        .toList();
  }

  private boolean matches(LoginResult result, String path, Map<String, List<String>> query) {
    return path.equals(urls.pathInApp(result.redirectUri())) && result.saysExactly(query);
  }
}
