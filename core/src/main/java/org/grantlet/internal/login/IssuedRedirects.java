package org.grantlet.internal.login;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.internal.integration.AppUrls;
import org.jspecify.annotations.Nullable;

/** The results that were issued to browsers as redirects to the application. Thread-safe. */
public record IssuedRedirects(LoginStore logins, AppUrls urls) {
  /**
   * Finds the result that a request says, and records that the application sees it.
   *
   * @param path the path in the application, decoded
   * @param query all parameters of the query, decoded
   * @param browsers the secrets of this browser, one for each login
   * @return what was issued to this browser in the last ten minutes and says exactly the same; for
   *     ten more minutes marked as replayed
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

  /** What {@link #take} would return; it stays new. */
  public Optional<LoginResult> peek(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    return issued(path, query, browsers).stream()
        .map(login -> (LoginStep.Ended) login.step())
        .min(Comparator.comparing(LoginStep.Ended::seen))
        .map(ended -> ended.seen() ? ended.result().asReplayed() : ended.result());
  }

  /**
   * A failure that the browser keeps itself.
   *
   * @param result what was issued to this browser
   * @param seen the value of its cookie from now on, if the application sees it; null if that has
   */
  public record Kept(LoginResult result, String browserSecret, @Nullable String seen) {
    @Override
    public String toString() {
      return "Kept[]";
    }
  }

  /**
   * Finds the failure that a request says among those that a browser keeps itself.
   *
   * @param kept what this browser keeps, by its secrets
   */
  public Optional<Kept> find(
      String path, Map<String, List<String>> query, Map<String, SealedCookies> kept) {
    for (Map.Entry<String, SealedCookies> each : kept.entrySet()) {
      String browser = each.getKey();
      StoredLogin login = logins.sealed().openFailure(each.getValue(), browser).orElse(null);
      if (login != null
          && login.step() instanceof LoginStep.Ended ended
          && matches(ended.result(), path, query)) {
        return Optional.of(
            ended.seen()
                ? new Kept(ended.result().asReplayed(), browser, null)
                : new Kept(
                    ended.result(),
                    browser,
                    logins.sealed().seal(login.id(), ended.asSeen(), null)));
      }
    }
    return Optional.empty();
  }

  private List<StoredLogin> issued(
      String path, Map<String, List<String>> query, Collection<String> browsers) {
    List<StoredLogin> issued = new ArrayList<>();
    for (String browser : browsers) {
      StoredLogin login = logins.findRedeemedBy(browser).orElse(null);
      if (login != null
          && login.step() instanceof LoginStep.Ended ended
          && matches(ended.result(), path, query)) {
        issued.add(login);
      }
    }
    return issued;
  }

  private boolean matches(LoginResult result, String path, Map<String, List<String>> query) {
    return path.equals(urls.pathInApp(result.redirectUri())) && result.saysExactly(query);
  }
}
