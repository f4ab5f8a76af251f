package org.grantlet.flow;

import java.net.URI;
import java.util.Optional;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.grants.Events;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends logins, and says again how they ended. Thread-safe. */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Logins logins;
  private final Offers offers;
  private final RedirectPaths paths;
  private final Events events;

  Endings(Logins logins, Offers offers, RedirectPaths paths, Events events) {
    this.paths = paths;
    this.logins = logins;
    this.offers = offers;
    this.events = events;
  }

  /** Keeps how a login ended; if somebody else ended it meanwhile, that holds. */
  Optional<Step.Ended> end(Login login, Step.Ended ended) {
    paths.learn(ended.outcome().redirectUri());
    return logins.move(login, ended).isPresent()
        ? Optional.of(ended)
        : logins.find(login.id()).flatMap(this::ended);
  }

  /** Keeps a failure for the application and tells listeners; unless it ended otherwise. */
  Optional<Step.Ended> fail(
      Login login,
      HostedAuthRequest request,
      Binding binding,
      @Nullable String answer,
      GrantletException failure) {
    Step.Ended ended =
        new Step.Ended(Outcomes.failed(request, failure.code()), binding, answer, false);
    paths.learn(request.redirectUri());
    if (logins.move(login, ended).isEmpty()) {
      return logins.find(login.id()).flatMap(this::ended);
    }
    tell(login.id(), request, failure);
    return Optional.of(ended);
  }

  /**
   * How a login ended whose code was taken.
   *
   * @return empty while the code may be being exchanged
   */
  Optional<Step.Ended> ended(Login login) {
    if (login.step() instanceof Step.Exchanging taken && logins.isAbandoned(taken)) {
      HostedAuthRequest request = taken.attempt().request();
      LOG.warn("login with {} was left by a node that crashed or hangs", request.provider());
      return fail(
          login,
          request,
          taken.attempt().binding(),
          taken.answer(),
          new GrantletException(ErrorCode.INTERNAL_ERROR, "The login was interrupted"));
    }
    return login.step() instanceof Step.Ended ended ? Optional.of(ended) : Optional.empty();
  }

  /**
   * The redirect to the application.
   *
   * @throws GrantletException {@link ErrorCode#REDIRECT_URI_NOT_ALLOWED} if its redirect URI was
   *     taken back
   */
  URI location(Step.Ended ended) {
    String provider = ended.outcome().provider();
    if (!offers.isRegistered(ended.outcome().redirectUri(), provider)) {
      throw takenBack();
    }
    return URI.create(ended.outcome().location());
  }

  /**
   * Ends a login whose redirect URI was taken back.
   *
   * @throws GrantletException {@link ErrorCode#REDIRECT_URI_NOT_ALLOWED} if it was
   */
  void checkRegistered(Login login, HostedAuthRequest request) {
    if (!offers.isRegistered(request)) {
      GrantletException failure = takenBack();
      if (logins.remove(login)) {
        tell(login.id(), request, failure);
      }
      throw failure;
    }
  }

  private static GrantletException takenBack() {
    return new GrantletException(
        ErrorCode.REDIRECT_URI_NOT_ALLOWED,
        "The redirect URI of this login is no longer registered");
  }

  void tell(String loginId, HostedAuthRequest request, GrantletException failure) {
    events.tell(
        new AuthenticationFailure(
            failure.code(),
            Step.provider(request),
            loginId,
            request.accountId(),
            String.valueOf(failure.getMessage())));
  }
}
