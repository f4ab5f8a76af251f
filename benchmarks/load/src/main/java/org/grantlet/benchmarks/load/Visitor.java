package org.grantlet.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who logs in, each time as another user with a new browser. Methods throw {@link
 * RefusedException} if the application asks to come back later. Not thread-safe.
 */
final class Visitor implements Closeable {
  /** They come back, as users do: who keeps their accounts does not keep more and more of them. */
  private static final int USERS = 10_000;

  private static final int MOST_REDIRECTS = 6;

  private static final AtomicLong LOGINS = new AtomicLong();

  private final Contender contender;
  private final URI system;
  private final URI provider;
  private Browser browser;
  private long user;

  Visitor(Contender contender, URI system, URI provider) throws IOException {
    this.contender = contender;
    this.system = system;
    this.provider = provider;
    browser = new Browser(system);
  }

  /** A whole login, from its start to the application's page. */
  void logIn() throws IOException {
    signIn();
    String reached = followTo(null, contender.start);
    // The provider's own pages are nobody's work here: the user said yes.
    String page = followTo(AppPages.WELCOME, answer(reached));
    if (!page.equals(AppPages.WELCOME)) {
      throw new IOException(contender + " ended at: " + page);
    }
  }

  /** As far as the provider, and never back. */
  void begin() throws IOException {
    signIn();
    followTo(null, contender.start);
  }

  /** The same without any cookie. */
  void beginWithoutCookies() throws IOException {
    browser.forget();
    followTo(null, contender.start);
  }

  /** Takes a new connection, after one that may be broken. */
  void reconnect() throws IOException {
    browser.close();
    browser = new Browser(system);
  }

  void get(String path) throws IOException {
    Browser.Reply reply = browser.get(path);
    if (reply.status() != 200) {
      throw unexpected(path, reply);
    }
  }

  private IOException unexpected(String path, Browser.Reply reply) {
    String page = reply.body().replaceAll("<[^>]*>|\\s+", " ").strip();
    return new IOException(
        contender
            + " answered "
            + reply.status()
            + " at "
            + path.replaceFirst("\\?.*", "")
            + ": "
            + page.substring(0, Math.min(page.length(), 200)));
  }

  /** A product has users of its own, who are signed in before they connect accounts. */
  private void signIn() {
    browser.forget();
    user = LOGINS.incrementAndGet() % USERS;
    if (contender == Contender.GRANTLET) {
      browser.cookie(GrantletContender.USER, "user-" + user);
    }
  }

  /** Follows redirects within the system; gives the page, or the first address outside. */
  private String followTo(@Nullable String expected, String start) throws IOException {
    String path = start;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      Browser.Reply reply = browser.get(path);
      String location = reply.location();
      if (location == null) {
        if (reply.status() == 429) {
          throw new RefusedException(contender.title);
        }
        if (expected == null || reply.status() != 200) {
          throw unexpected(path, reply);
        }
        return reply.body();
      }
      if (location.startsWith(provider.toString())) {
        return location;
      }
      path = path(location);
    }
    throw new IOException(contender + " redirects without end at " + path);
  }

  private String path(String location) {
    return location.startsWith("/") ? location : location.substring(system.toString().length());
  }

  /** What the provider would send the browser back to. */
  private String answer(String authorizationRequest) {
    String nonce = parameter(authorizationRequest, "nonce");
    String callback =
        URLDecoder.decode(
            String.valueOf(parameter(authorizationRequest, "redirect_uri")),
            StandardCharsets.UTF_8);
    return path(callback)
        + (callback.indexOf('?') < 0 ? "?code=" : "&code=")
        + user
        + "."
        + (nonce == null ? "" : nonce)
        + "&state="
        + parameter(authorizationRequest, "state");
  }

  private static @Nullable String parameter(String url, String name) {
    int query = url.indexOf('?');
    for (String pair : url.substring(query + 1).split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
