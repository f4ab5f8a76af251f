package org.grantlet.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantClient;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integrations;
import org.grantlet.LoginUrl;
import org.grantlet.internal.engine.Engine;
import org.grantlet.provider.Provider;
import org.grantlet.servlet.internal.browser.LoginRedirector;
import org.grantlet.servlet.internal.browser.OwnerCheck;
import org.jspecify.annotations.Nullable;

/** Hosted authentication for the code of the application. Thread-safe. */
public final class HostedAuth {
  static final String ATTRIBUTE = HostedAuth.class.getName();

  private final OwnerAccounts accounts = new OwnerAccounts();
  private volatile @Nullable Started filter;

  HostedAuth() {}

  void use(Started started) {
    filter = started;
  }

  private Started started() {
    Started started = filter;
    if (started == null) {
      throw new IllegalStateException(
          "Grantlet has not started yet: use HostedAuth once the application has started");
    }
    return started;
  }

  private Engine engine() {
    return started().engine();
  }

  /**
   * The instance of the application.
   *
   * @throws IllegalStateException if no {@link HostedAuthFilter} has started in it
   */
  public static HostedAuth from(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof HostedAuth hostedAuth) {
      return hostedAuth;
    }
    throw new IllegalStateException(
        "No HostedAuthFilter has started in this application: declare it in web.xml, register it"
            + " in code, or put a grantlet.properties into WEB-INF or on the class path");
  }

  static boolean isPresent(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) != null;
  }

  /**
   * Begins a hosted auth request.
   *
   * @param provider the provider of an integration
   */
  public Request request(String provider) {
    return new Request(HostedAuthRequest.builder(provider), false);
  }

  /**
   * Begins a hosted auth request with which the user chooses, on a page of ours.
   *
   * @param providers the providers of integrations, at most 100; none for all that there are
   */
  public Request requestAny(String... providers) {
    String[] asked = providers.length == 0 ? new String[] {HostedAuthRequest.ANY} : providers;
    return new Request(HostedAuthRequest.builder(asked), false);
  }

  /**
   * Begins a hosted auth request to authenticate a grant again, with what is known of it: scopes,
   * settings, account, the address as a hint, and the integration's redirect URI; if it has more
   * than one, give one. A button needs {@code reconnect(grantId).begin(request, response)} alone.
   * On the page of its login URL, the owner reads why the provider has ended the grant.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}
   */
  public Request reconnect(String grantId) {
    return new Request(engine().flow().loginUrls().reconnect(grantId), true);
  }

  /**
   * The provider behind an email address: by its domain, else, unless {@code grantlet.detect-by-mx}
   * is off, by the domain's mail servers, which may take two seconds.
   *
   * @return its name; empty if it is not known
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} if it is no email address
   */
  public Optional<String> detect(String email) {
    return engine().detection().detect(email);
  }

  /**
   * An access token of a grant that works now: {@code grants().accessToken(grantId)}.
   *
   * @throws GrantletException what {@link Grants#accessToken} throws
   */
  public AccessToken accessToken(String grantId) {
    return grants().accessToken(grantId);
  }

  /**
   * A client for the API of a grant's provider: it puts the access token on, for hosts of that
   * provider alone. Nothing is looked up before it is used.
   *
   * @param grantId the grant whose access token it sends
   */
  public GrantClient client(String grantId) {
    return engine().client(grantId);
  }

  /** The authenticated accounts. */
  public Grants grants() {
    return engine().grants();
  }

  /** The providers that the application has connected. */
  public Integrations integrations() {
    return engine().integrations();
  }

  /**
   * How the provider of a grant is reached, for calls with its access token.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND} if its integration was
   *     deleted, {@link ErrorCode#PROVIDER_ERROR} if the provider cannot be discovered
   */
  public Provider provider(Grant grant) {
    return engine()
        .providers()
        .resolver()
        .resolve(engine().integrations().get(grant.provider()), grant.settings());
  }

  /** What those who operate the application ask: addresses, and what is wrong right now. */
  public Operations operations() {
    return new Operations(engine());
  }

  /** How often {@code GrantListener}s have thrown something since the start; the log says what. */
  public long listenerFailures() {
    return engine().listenerFailures();
  }

  /**
   * Encrypts everything again that is not under the newest key, while requests are served.
   *
   * @return how many values were encrypted again
   */
  public int reencrypt() {
    return engine().reencrypt();
  }

  /** A hosted auth request of the application's code. Not thread-safe. */
  public final class Request {
    private final HostedAuthRequest.Builder members;
    private final boolean reconnects;
    private RequestOwner.@Nullable Owner owner;

    private Request(HostedAuthRequest.Builder members, boolean reconnects) {
      this.members = members;
      this.reconnects = reconnects;
    }

    /** {@link HostedAuthRequest.Builder#redirectUri}; a path is one of the application. */
    public Request redirectUri(String value) {
      members.redirectUri(engine().flow().urls().resolve(requireNonNull(value, "redirectUri")));
      return this;
    }

    /** {@link HostedAuthRequest.Builder#expiresIn}. */
    public Request expiresIn(@Nullable Duration value) {
      members.expiresIn(value);
      return this;
    }

    /** {@link HostedAuthRequest.Builder#state}. */
    public Request state(@Nullable String value) {
      members.state(value);
      return this;
    }

    /** {@link HostedAuthRequest.Builder#scope}. */
    public Request scope(String... value) {
      members.scope(List.of(value));
      return this;
    }

    /** {@link HostedAuthRequest.Builder#addScope}. */
    public Request addScope(String... value) {
      members.addScope(List.of(value));
      return this;
    }

    /** {@link HostedAuthRequest.Builder#loginHint}. */
    public Request loginHint(@Nullable String value) {
      members.loginHint(value);
      return this;
    }

    /** {@link HostedAuthRequest.Builder#metadata}. */
    public Request metadata(@Nullable Map<String, ?> value) {
      members.metadata(value);
      return this;
    }

    /** {@link HostedAuthRequest.Builder#grantId}. */
    public Request grantId(@Nullable String value) {
      members.grantId(value);
      return this;
    }

    /** {@link HostedAuthRequest.Builder#settings}. */
    public Request settings(Map<String, ?> value) {
      members.settings(value);
      return this;
    }

    /**
     * {@link HostedAuthRequest.Builder#accountId}. A request that is bound to an owner has the
     * owner's name unless one is set here, or the grant to authenticate again has one already; of a
     * grant it must be the grant's.
     */
    public Request accountId(@Nullable String value) {
      members.accountId(value);
      return this;
    }

    /**
     * Only the user of this request may use the login URL. Bind every request of a signed-in user,
     * or another person's account can end up with this user. The user's name is the grant's {@code
     * account_id}. A user known by the session alone has none: the grant is the session's, and
     * another session makes another. Set {@link #accountId}, or give a {@link RequestOwner}.
     */
    public Request ownedBy(HttpServletRequest request) {
      owner = started().owners().bind(request);
      members.owner(owner.key());
      return this;
    }

    /**
     * Redirects the user of this request to the provider, or to the page on which to choose one;
     * then the caller returns. It is bound as by {@link #ownedBy}. Where nobody is signed in, the
     * browser keeps the login, and no session is made. Nothing is written if this fails.
     *
     * @param response not committed yet; it gets status 303; what no person opens has no effect: a
     *     prefetch gets 503, HEAD 200
     * @throws GrantletException what {@link #create} throws
     */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
      if (LoginRedirector.answeredNoVisit(request, response)) {
        return;
      }
      OwnerCheck.Visitor visitor = started().owners().bindVisitor(request);
      owner = visitor.owner();
      members.owner(visitor.key());
      LoginRedirector redirector = started().wiring().redirector();
      if (!redirector.begin(request, response, complete(), !visitor.isSignedIn(), reconnects)) {
        ownedBy(request);
        redirector.toLoginUrl(response, complete(), reconnects);
      }
    }

    /**
     * Makes a login URL for an email or another device. Unless {@link #ownedBy} binds it, only our
     * page protects a person who is tricked into opening it from connecting an account for another.
     *
     * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
     *     ErrorCode#REDIRECT_URI_NOT_ALLOWED}, {@link ErrorCode#GRANT_NOT_FOUND}, {@link
     *     ErrorCode#INVALID_FIELD}, {@link ErrorCode#RATE_LIMITED}
     */
    public LoginUrl create() {
      return engine().flow().loginUrls().create(complete(), reconnects);
    }

    private HostedAuthRequest complete() {
      return accounts.complete(members.build(), owner);
    }
  }
}
