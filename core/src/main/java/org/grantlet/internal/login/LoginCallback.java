package org.grantlet.internal.login;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.grant.UninterruptedCalls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the provider's answer, once, and says again how that ended. Thread-safe. */
final class LoginCallback {
  private static final Logger LOG = LoggerFactory.getLogger(LoginCallback.class);

  private final LoginStore logins;
  private final LoginEndings endings;
  private final CodeExchange exchange;
  private final UninterruptedCalls calls;
  private final Clock clock;

  LoginCallback(
      LoginStore logins,
      LoginEndings endings,
      CodeExchange exchange,
      UninterruptedCalls calls,
      Clock clock) {
    this.logins = logins;
    this.endings = endings;
    this.exchange = exchange;
    this.calls = calls;
    this.clock = clock;
  }

  /** As {@link PendingLogin#finish} says. */
  Optional<URI> finish(StoredLogin login, AuthorizationResponse answer, @Nullable String owner) {
    if (login.owner() != null && !login.owner().equals(owner)) {
      throw denied(login);
    }
    if (login.step() instanceof PendingAuthorization attempt) {
      LoginStep.Exchanging taken =
          new LoginStep.Exchanging(attempt, answer.fingerprint(), clock.instant());
      Optional<StoredLogin> mine = logins.move(login, taken);
      return mine.isPresent()
          ? calls.run(() -> ending(mine.get(), taken, answer)) // whatever becomes of the request
          : again(logins.find(login.id()).orElseThrow(StateCheck::unknown), answer);
    }
    return again(login, answer);
  }

  private Optional<URI> ending(
      StoredLogin login, LoginStep.Exchanging taken, AuthorizationResponse answer) {
    HostedAuthRequest request = taken.attempt().request();
    BrowserBinding binding = taken.attempt().binding();
    endings.checkRegistered(login, request);
    Optional<LoginStep.Ended> ended;
    try {
      Grant grant = exchange.run(login.id(), taken.attempt(), answer);
      LoginResult outcome =
          new LoginResult(
              request.redirectUri(),
              true,
              grant.id(),
              grant.provider(),
              Boolean.FALSE.equals(grant.emailVerified()) ? null : grant.email(),
              request.state(),
              null,
              false);
      ended = endings.end(login, new LoginStep.Ended(outcome, binding, taken.answer(), false));
    } catch (GrantletException e) {
      LOG.warn("login with {} failed: {}", request.provider(), e.getMessage());
      ended = endings.fail(login, request, binding, taken.answer(), e);
    } catch (Throwable e) { // also an Error of somebody's class: the browser must not wait in vain
      LOG.error("login with {} failed", request.provider(), e);
      GrantletException failure =
          new GrantletException(ErrorCode.INTERNAL_ERROR, "Something unexpected went wrong", e);
      ended = endings.fail(login, request, binding, taken.answer(), failure);
    }
    return Optional.of(URI.create(ended.orElseThrow(StateCheck::unknown).outcome().location()));
  }

  /** An answer that came before: another code is not even looked at. */
  private Optional<URI> again(StoredLogin login, AuthorizationResponse answer) {
    String known =
        login.step() instanceof LoginStep.Exchanging taken
            ? taken.answer()
            : login.step() instanceof LoginStep.Ended ended ? ended.answer() : null;
    if (!answer.fingerprint().equals(known)) {
      throw StateCheck.unknown();
    }
    return endings.ended(login).map(endings::location);
  }

  private GrantletException denied(StoredLogin login) {
    GrantletException failure =
        new GrantletException(
            ErrorCode.ACCESS_DENIED,
            "This login was begun by another user of the application; nothing was connected");
    if (login.step() instanceof PendingAuthorization attempt && logins.remove(login)) {
      endings.tell(login.id(), attempt.request(), failure);
    }
    return failure;
  }
}
