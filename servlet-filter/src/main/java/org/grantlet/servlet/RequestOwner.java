package org.grantlet.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Says who a request's user is, so that a login URL bound to one works for nobody else. The
 * default, {@link #principalOrSession()}, suits container sign-in, Spring Security and plain
 * sessions; an application with its own idea of a user gives its own ({@code
 * grantlet.request-owner} or the builder). Implementations are thread-safe.
 */
public interface RequestOwner {
  /**
   * Who somebody is.
   *
   * @param key tells this user from all others, at most 512 characters
   * @param name becomes the {@code account_id} of grants; null if the user has no lasting name:
   *     then grants are the key's, and a key that changes with each session has grants of its own
   */
  record Owner(String key, @Nullable String name) {
    /** The {@code account_id} of grants: the name, else one that says it is no lasting one. */
    public String accountId() {
      return name == null ? SESSION + Sha256.of(key) : name;
    }
  }

  /**
   * How the key of an owner begins who is known by the session alone, and the {@code account_id} of
   * a grant whose owner has no lasting name.
   */
  String SESSION = "session:";

  /** The user who makes this request; may create a session in order to know it again. */
  Owner bind(HttpServletRequest request);

  /** The user of this request; null if nobody is signed in, or the session did not come along. */
  @Nullable Owner of(HttpServletRequest request);

  /** Whether this is the user whom {@link #bind} named so. */
  default boolean is(HttpServletRequest request, String key) {
    Owner owner = of(request);
    return owner != null && owner.key().equals(key);
  }

  /**
   * The user principal, else the HTTP session. A session is known by a value of its own, so signing
   * in may change its id.
   */
  static RequestOwner principalOrSession() {
    return new PrincipalOrSession();
  }

  /** The default. */
  final class PrincipalOrSession implements RequestOwner {
    private static final String ATTRIBUTE = RequestOwner.class.getName();

    private PrincipalOrSession() {}

    @Override
    public Owner bind(HttpServletRequest request) {
      Owner user = user(request);
      if (user != null) {
        return user;
      }
      HttpSession session = request.getSession(true);
      Owner known = session(session);
      if (known != null) {
        return known;
      }
      session.setAttribute(ATTRIBUTE, RandomIds.next());
      return new Owner(SESSION + session.getAttribute(ATTRIBUTE), null);
    }

    @Override
    public @Nullable Owner of(HttpServletRequest request) {
      Owner user = user(request);
      return user != null ? user : session(request.getSession(false));
    }

    /** Who signed in after the login URL was made still has the session that it was made for. */
    @Override
    public boolean is(HttpServletRequest request, String key) {
      Owner user = user(request);
      Owner session = session(request.getSession(false));
      return (user != null && user.key().equals(key))
          || (session != null && session.key().equals(key));
    }

    private static @Nullable Owner user(HttpServletRequest request) {
      Principal principal = request.getUserPrincipal();
      return principal == null
          ? null
          : new Owner("user:" + principal.getName(), principal.getName());
    }

    private static @Nullable Owner session(@Nullable HttpSession session) {
      Object value = session == null ? null : session.getAttribute(ATTRIBUTE);
      return value == null ? null : new Owner(SESSION + value, null);
    }
  }
}
