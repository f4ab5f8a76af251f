package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Supplier;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.login.LoginUrls;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor.Work;
import org.grantlet.servlet.internal.pages.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Binds logins to users, and compares the user of a later request with the owner of a login.
 * Thread-safe.
 */
public final class OwnerCheck {
  /** How a request's user and the owner of a login compare. */
  enum Match {
    /** The login has no owner. */
    UNBOUND,
    /** The owner is signed in. */
    SAME,
    /** Somebody else is. */
    OTHER,
    /** Nobody is signed in, or the session cookie is missing. */
    NOBODY;

    boolean isRefused() {
      return this == OTHER || this == NOBODY;
    }
  }

  private final RequestOwner owners;
  private final AppUrls urls;
  private final FilterOrder order;
  private final OpenedHosts hosts;

  public OwnerCheck(RequestOwner owners, AppUrls urls) {
    this.owners = owners;
    this.urls = urls;
    order = new FilterOrder(urls.path() + "/*");
    hosts = new OpenedHosts(urls.baseUrl());
  }

  /** Takes note of a request that our filter passes on. */
  public void passes(HttpServletRequest request) {
    order.passes(request);
  }

  /** The user of a request of the application, who becomes the owner of a login. */
  public RequestOwner.Owner bind(HttpServletRequest request) {
    RequestOwner.Owner owner = owners.bind(request);
    order.begins(request, passed -> owners.is(passed, owner.key()));
    hosts.begins(request, owner.key());
    return owner;
  }

  /**
   * Who begins a login at once.
   *
   * @param owner whose account the grant is for
   * @param key the user who alone may finish it; null for anybody who has the browser
   * @param isSignedIn whether the application knows a user, and not a session alone
   */
  public record Visitor(RequestOwner.Owner owner, @Nullable String key, boolean isSignedIn) {}

  /**
   * Who begins a login with a request. Where nobody is signed in and there is no session, none is
   * made: the login is its browser's alone, and its grant nobody else's. An application's own
   * {@link RequestOwner} decides for itself.
   */
  public Visitor bindVisitor(HttpServletRequest request) {
    if (owners instanceof RequestOwner.PrincipalOrSession
        && request.getUserPrincipal() == null
        && request.getSession(false) == null) {
      RequestOwner.Owner nobody = new RequestOwner.Owner(RandomIds.next(), null);
      hosts.begins(request, ""); // one place for all, so that they push out no user's
      return new Visitor(nobody, null, false);
    }
    RequestOwner.Owner owner = bind(request);
    return new Visitor(owner, owner.key(), !isSession(owner));
  }

  private static boolean isSession(RequestOwner.Owner owner) {
    return owner.name() == null && owner.key().startsWith(RequestOwner.SESSION);
  }

  Match match(HttpServletRequest request, @Nullable String owner) {
    if (owner == null) {
      return Match.UNBOUND;
    }
    if (ask(request, () -> owners.is(request, owner))) {
      return Match.SAME;
    }
    RequestOwner.Owner other = ask(request, () -> owners.of(request));
    // Another session than the owner's, without a user, is nobody else's: the owner's has ended.
    return other == null || isSession(other) ? Match.NOBODY : Match.OTHER;
  }

  /** Whether the grants of the user of a request have this account id. */
  boolean hasAccount(HttpServletRequest request, @Nullable String accountId) {
    RequestOwner.Owner user = ask(request, () -> owners.of(request));
    return user != null && user.accountId().equals(accountId);
  }

  /**
   * Asks the application's code, which may throw anything: the log names it. What could not tell
   * the user before, and so throws where it is asked, is not passed over by an owner of its own.
   */
  private <T extends @Nullable Object> T ask(HttpServletRequest request, Supplier<T> question) {
    request.getUserPrincipal();
    try {
      return question.get();
    } catch (GrantletException e) {
      throw e;
    } catch (Throwable e) { // Kotlin and Lombok throw undeclared checked ones
      throw new GrantletException(
          ErrorCode.INTERNAL_ERROR,
          "The request owner " + owners.getClass().getName() + " failed: " + e.getClass().getName(),
          Reason.loggable(e));
    }
  }

  /**
   * Runs what is denied to a visitor who is not the owner of a login; where nobody is signed in,
   * page and log say what to do. Other failures stay as they are.
   */
  void refuse(EndpointRequest request, Match match, @Nullable String owner, Work work)
      throws IOException {
    try {
      work.run();
    } catch (GrantletException failure) {
      boolean denied = failure.code() == ErrorCode.ACCESS_DENIED;
      throw denied && match == Match.NOBODY && owner != null ? nobody(request, owner) : failure;
    }
  }

  private PageException nobody(EndpointRequest request, String owner) {
    if (hosts.hasLeft(request, owner)) {
      return new PageException(
          ErrorCode.ACCESS_DENIED,
          ErrorKind.OTHER_HOST,
          "Nobody is signed in at " + urls.baseUrl() + "; this login was begun at another host");
    }
    order.findsNobody(request);
    return new PageException(
        ErrorCode.ACCESS_DENIED,
        ErrorKind.SIGN_IN,
        "Nobody is signed in; this login was begun by a user");
  }

  /** For a response without the cookie of its login: the log may say why. */
  void missesCookie(EndpointRequest request) {
    hosts.missesCookie(request);
  }

  /** For a login URL that is unknown: the browser may have its login at another host. */
  GrantletException missesLogin(EndpointRequest request) {
    return hosts.missesCookie(request)
        ? new PageException(
            ErrorCode.LOGIN_ID_INVALID,
            ErrorKind.OTHER_HOST,
            "This login URL is unknown at "
                + urls.baseUrl()
                + "; logins were begun at another host")
        : LoginUrls.unknown();
  }
}
