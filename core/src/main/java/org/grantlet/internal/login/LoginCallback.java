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

/** Serves an authorization response once, and repeats its result later. Thread-safe. */
record LoginCallback(
    LoginStore logins,
    LoginEndings endings,
    CodeExchange codeExchange,
    UninterruptedCalls calls,
    Clock clock) {
  /** As {@link PendingLogin#finish} says. */
  Optional<URI> finish(StoredLogin login, AuthorizationResponse response, @Nullable String owner) {
    if (login.owner() != null && !login.owner().equals(owner)) {
      throw denied(login);
    }
    if (login.step() instanceof PendingAuthorization pending) {
      LoginStep.Exchanging exchanging =
          new LoginStep.Exchanging(pending, response.fingerprint(), clock.instant());
      Optional<StoredLogin> moved = logins.move(login, exchanging);
      return moved.isPresent()
          ? calls.run(
              () ->
                  exchange(moved.get(), exchanging, response)) // even if the request is interrupted
          : repeat(logins.find(login.id()).orElseThrow(StateCheck::unknown), response);
    }
    return repeat(login, response);
  }

  private Optional<URI> exchange(
      StoredLogin login, LoginStep.Exchanging exchanging, AuthorizationResponse response) {
    HostedAuthRequest request = exchanging.pending().request();
    BrowserBinding binding = exchanging.pending().binding();
    endings.checkRegistered(login, request);
    Optional<LoginStep.Ended> ended;
    try {
      Grant grant = codeExchange.exchange(login.id(), exchanging.pending(), response);
      LoginResult result = LoginResult.success(request, grant);
      ended =
          endings.end(login, new LoginStep.Ended(result, binding, exchanging.response(), false));
      endings.log().finished(login.id(), grant);
    } catch (GrantletException e) {
      ended = endings.fail(login, request, binding, exchanging.response(), e);
    } catch (Throwable e) { // the application's code may throw an Error
      GrantletException failure =
          new GrantletException(ErrorCode.INTERNAL_ERROR, "Something unexpected went wrong", e);
      ended = endings.fail(login, request, binding, exchanging.response(), failure);
    }
    return Optional.of(URI.create(ended.orElseThrow(StateCheck::unknown).result().location()));
  }

  /** The result of the same response; another one is refused. */
  private Optional<URI> repeat(StoredLogin login, AuthorizationResponse response) {
    String known =
        login.step() instanceof LoginStep.Exchanging exchanging
            ? exchanging.response()
            : login.step() instanceof LoginStep.Ended ended ? ended.response() : null;
    if (!response.fingerprint().equals(known)) {
      throw StateCheck.unknown();
    }
    return endings.ended(login).map(endings::location);
  }

  private GrantletException denied(StoredLogin login) {
    GrantletException failure =
        new GrantletException(
            ErrorCode.ACCESS_DENIED,
            "This login was begun by another user of the application; nothing was connected");
    if (login.step() instanceof PendingAuthorization pending
        && endings.drop(login, pending.request(), pending.binding(), null, failure)) {
      endings.publish(login.id(), pending.request(), failure);
    }
    return failure;
  }
}
