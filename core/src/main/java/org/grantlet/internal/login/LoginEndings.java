package org.grantlet.internal.login;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.event.GrantEvents;
import org.grantlet.internal.integration.RedirectPaths;
import org.grantlet.internal.integration.RequestedIntegrations;
import org.grantlet.internal.observe.Observers;
import org.jspecify.annotations.Nullable;

/** Ends logins, and repeats how they ended. Thread-safe. */
record LoginEndings(
    LoginStore logins,
    RequestedIntegrations requested,
    RedirectPaths paths,
    GrantEvents events,
    LoginLog log,
    Observers observers,
    Clock clock) {

  /**
   * How a login ended.
   *
   * @param cookie where the store does not keep it, the value of the browser's cookie for it
   */
  record Ending(LoginStep.Ended how, @Nullable String cookie) {}

  /** Stores how a login ended, unless another request has ended it first: then that holds. */
  Optional<Ending> end(StoredLogin login, LoginStep.Ended ended) {
    paths.learn(ended.result().redirectUri());
    Optional<StoredLogin> moved = logins.move(login, ended);
    if (moved.isEmpty()) {
      return logins.find(login.id()).flatMap(this::ended);
    }
    observe(ended.result().provider(), ended.binding(), null);
    return Optional.of(new Ending(ended, moved.get().cookie()));
  }

  /** Ends a login as a failure and publishes it, unless another request has ended it first. */
  Optional<Ending> fail(
      StoredLogin login,
      HostedAuthRequest request,
      BrowserBinding binding,
      @Nullable String response,
      GrantletException failure) {
    LoginStep.Ended ended =
        new LoginStep.Ended(LoginResult.failure(request, failure.code()), binding, response, false);
    paths.learn(request.redirectUri());
    Optional<StoredLogin> moved = logins.move(login, ended);
    if (moved.isEmpty()) {
      return logins.find(login.id()).flatMap(this::ended);
    }
    log.failed(login.id(), request, callback(login.step()), failure);
    publish(login.id(), request, binding, failure);
    return Optional.of(new Ending(ended, moved.get().cookie()));
  }

  private static @Nullable String callback(LoginStep step) {
    if (step instanceof LoginStep.Exchanging exchanging) {
      return exchanging.pending().callbackUri();
    }
    return step instanceof PendingAuthorization pending ? pending.callbackUri() : null;
  }

  /**
   * How a login ended; it fails if its node must have crashed.
   *
   * @return empty while the code may still be exchanged
   */
  Optional<Ending> ended(StoredLogin login) {
    if (login.step() instanceof LoginStep.Exchanging exchanging && logins.isAbandoned(exchanging)) {
      HostedAuthRequest request = exchanging.pending().request();
      return fail(
          login,
          request,
          exchanging.pending().binding(),
          exchanging.response(),
          new GrantletException(
              ErrorCode.INTERNAL_ERROR, "The login was left by a node that crashed or hangs"));
    }
    return login.step() instanceof LoginStep.Ended ended
        ? Optional.of(new Ending(ended, null))
        : Optional.empty();
  }

  /**
   * The redirect to the application.
   *
   * @throws GrantletException {@link ErrorCode#REDIRECT_URI_NOT_ALLOWED} if its redirect URI is no
   *     longer registered
   */
  String location(Ending ending) {
    LoginResult result = ending.how().result();
    if (!requested.isRegistered(result.redirectUri(), result.provider())) {
      throw noLongerRegistered();
    }
    return result.location();
  }

  /**
   * Ends a login whose redirect URI is no longer registered.
   *
   * @throws GrantletException {@link ErrorCode#REDIRECT_URI_NOT_ALLOWED} then
   */
  void checkRegistered(StoredLogin login, HostedAuthRequest request) {
    if (!requested.isRegistered(request)) {
      GrantletException failure = noLongerRegistered();
      drop(login, request, false, failure); // a code that is exchanged has claimed it
      throw failure;
    }
  }

  /**
   * Ends a login that leads nowhere and publishes it, unless another request has ended it first.
   * What was redeemed is replaced and not removed: it may be the claim of a login that its browser
   * has sealed, and could begin again without it.
   *
   * @param withCode whether a code has come: then a sealed login is claimed, too
   */
  void drop(
      StoredLogin login, HostedAuthRequest request, boolean withCode, GrantletException failure) {
    BrowserBinding binding = login.step().binding();
    boolean ended;
    if (binding == null || (login.isSealed() && !withCode)) {
      ended = logins.remove(login);
    } else {
      String response =
          login.step() instanceof LoginStep.Exchanging exchanging ? exchanging.response() : null;
      LoginResult result = LoginResult.failure(request, failure.code());
      ended = logins.store(login, new LoginStep.Ended(result, binding, response, true)).isPresent();
    }
    if (ended) {
      publish(login.id(), request, binding, failure);
    }
  }

  private static GrantletException noLongerRegistered() {
    return new GrantletException(
        ErrorCode.REDIRECT_URI_NOT_ALLOWED,
        "The redirect URI of this login is no longer registered");
  }

  /** Tells that a login ended without a grant; the binding is null if it had not begun. */
  private void publish(
      String loginId,
      HostedAuthRequest request,
      @Nullable BrowserBinding binding,
      GrantletException failure) {
    observe(LoginStep.provider(request), binding, failure.code());
    publish(loginId, request, failure);
  }

  /** Tells listeners alone: the login goes on. */
  void publish(String loginId, HostedAuthRequest request, GrantletException failure) {
    events.publish(
        new AuthenticationFailure(
            failure.code(),
            LoginStep.provider(request),
            loginId,
            request.accountId(),
            String.valueOf(failure.getMessage())));
  }

  private void observe(
      @Nullable String provider, @Nullable BrowserBinding binding, @Nullable ErrorCode error) {
    if (!observers.isEmpty()) {
      long now = clock.instant().getEpochSecond();
      long begun = binding == null ? now : BrowserSecret.madeAt(binding.secret());
      long longest = LoginStore.LIFE.toSeconds(); // whatever the browser says
      long took = Math.max(0, Math.min(longest, now - begun));
      observers.loginEnded(provider, error, Duration.ofSeconds(took));
    }
  }
}
