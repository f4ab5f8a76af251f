package org.grantlet.internal.login;

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
  Optional<LoginReturn> finish(
      StoredLogin login, AuthorizationResponse response, @Nullable String owner) {
    if (login.owner() != null && !login.owner().equals(owner)) {
      throw denied(login, response);
    }
    return login.step() instanceof PendingAuthorization pending
        // even if the request is interrupted
        ? calls.run(() -> answer(login, pending, response))
        : repeat(login, response);
  }

  /** Nothing is stored before the response is known to have a code that can be exchanged. */
  private Optional<LoginReturn> answer(
      StoredLogin login, PendingAuthorization pending, AuthorizationResponse response) {
    CodeExchange.Code code;
    try {
      code = codeExchange.check(pending, response);
    } catch (Throwable e) { // the application's code may throw an Error
      endings.checkRegistered(login, pending.request());
      return endings
          .fail(login, pending.request(), pending.binding(), response.fingerprint(), failure(e))
          .map(ending -> same(ending, response));
    }
    LoginStep.Exchanging exchanging =
        new LoginStep.Exchanging(pending, response.fingerprint(), clock.instant());
    Optional<StoredLogin> moved = logins.move(login, exchanging);
    return moved.isPresent()
        ? exchange(moved.get(), exchanging, response, code)
        : repeat(logins.find(login.id()).orElseThrow(StateCheck::unknown), response);
  }

  private Optional<LoginReturn> exchange(
      StoredLogin login,
      LoginStep.Exchanging exchanging,
      AuthorizationResponse response,
      CodeExchange.Code code) {
    HostedAuthRequest request = exchanging.pending().request();
    BrowserBinding binding = exchanging.pending().binding();
    endings.checkRegistered(login, request);
    Optional<LoginEndings.Ending> ending;
    try {
      Grant grant = codeExchange.exchange(login.id(), exchanging.pending(), response, code);
      LoginResult result = LoginResult.success(request, grant);
      ending =
          endings.end(login, new LoginStep.Ended(result, binding, exchanging.response(), false));
      endings.log().finished(login.id(), grant);
    } catch (Throwable e) { // the application's code may throw an Error
      ending = endings.fail(login, request, binding, exchanging.response(), failure(e));
    }
    LoginResult result = ending.orElseThrow(StateCheck::unknown).how().result();
    return Optional.of(new LoginReturn(result.location(), null));
  }

  private static GrantletException failure(Throwable thrown) {
    return thrown instanceof GrantletException known
        ? known
        : new GrantletException(
            ErrorCode.INTERNAL_ERROR, "Something unexpected went wrong", thrown);
  }

  /** The result of the same response; another one is refused. */
  private Optional<LoginReturn> repeat(StoredLogin login, AuthorizationResponse response) {
    if (login.step() instanceof LoginStep.Exchanging exchanging) {
      checkSame(response, exchanging.response());
    }
    return endings.ended(login).map(ending -> same(ending, response));
  }

  private LoginReturn same(LoginEndings.Ending ending, AuthorizationResponse response) {
    checkSame(response, ending.how().response());
    return new LoginReturn(endings.location(ending), ending.cookie());
  }

  private static void checkSame(AuthorizationResponse response, @Nullable String known) {
    if (!response.fingerprint().equals(known)) {
      throw StateCheck.unknown();
    }
  }

  /** The code stays unused: a login that may have got one is spent. */
  private GrantletException denied(StoredLogin login, AuthorizationResponse response) {
    GrantletException failure =
        new GrantletException(
            ErrorCode.ACCESS_DENIED,
            "This login was begun by another user of the application; nothing was connected");
    if (login.step() instanceof PendingAuthorization pending) {
      endings.drop(login, pending.request(), response.single("code") != null, failure);
    }
    return failure;
  }
}
