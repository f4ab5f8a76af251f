package org.grantlet.test;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.Grant;
import org.grantlet.test.internal.InThisProcess;
import org.grantlet.testing.Reply;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An OpenID provider on loopback that takes the place of another one in all applications of this
 * JVM, whatever their configuration says of it. Its user is signed in and allows everything.
 *
 * <pre>{@code
 * @RegisterExtension
 * static FakeProvider google = FakeProvider.as("google").user("ada@example.org");
 *
 * @Test
 * void connects() {
 *   assertThat(google.browser().get("/connect-google").text()).contains("ada@example.org");
 * }
 * }</pre>
 *
 * <p>It runs while the test class does, or, without JUnit, from {@link #start} to {@link #close}.
 * What a test changes is put back after it; tokens stay valid. It takes any client id and secret.
 * In the configuration of the application nothing has to change: it needs neither {@code
 * custom-providers} nor {@code insecure-loopback} for it. Thread-safe.
 */
public final class FakeProvider
    implements AutoCloseable,
        BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback {
  private static final Map<String, FakeServer> RUNNING = new ConcurrentHashMap<>();

  private final String name;
  private FakeSettings settings = FakeSettings.USUAL;
  private FakeSettings beforeTest = FakeSettings.USUAL;
  private int uses;
  private @Nullable FakeServer running;

  private FakeProvider(String name) {
    this.name = name;
  }

  /**
   * A provider in the place of this one. It does not run yet.
   *
   * @param provider the provider of an integration of the application, for example {@code google}
   */
  public static FakeProvider as(String provider) {
    return new FakeProvider(requireNonNull(provider, "provider"));
  }

  /**
   * Who signs in from now on; {@code ada@example.org} at first. Each address is another account.
   */
  public FakeProvider user(String email) {
    return user(email, email.substring(0, Math.max(0, email.indexOf('@'))));
  }

  /** Who signs in from now on, with a name. */
  public synchronized FakeProvider user(String email, String fullName) {
    return set(settings.withUser(account(email, fullName)));
  }

  static TestUser account(String email, String fullName) {
    return new TestUser("account-of-" + email, email, fullName);
  }

  /** The time in its tokens, best the clock that the application has; the system's at first. */
  public synchronized FakeProvider clock(Clock clock) {
    return set(settings.withClock(requireNonNull(clock, "clock")));
  }

  /** How long access tokens made from now on are valid; an hour at first. */
  public synchronized FakeProvider expiresIn(Duration lifetime) {
    return set(settings.withLifetime(requireNonNull(lifetime, "lifetime")));
  }

  /**
   * Whether each refresh gives out a new refresh token, and ends the grant if the one before is
   * used again; it does at first.
   */
  public synchronized FakeProvider rotating(boolean rotates) {
    return set(settings.withRotation(rotates ? Rotation.STRICT : Rotation.OFF));
  }

  private FakeProvider set(FakeSettings changed) {
    settings = changed;
    if (running != null) {
      changed.apply(running.provider());
    }
    return this;
  }

  /** Answers the next logins so, one after the other; see {@link Answer} for refreshes. */
  public FakeProvider next(Answer... answers) {
    server().next(answers);
    return this;
  }

  /**
   * Answers calls of this kind to the API of the provider that come through {@code
   * HostedAuth.client(grantId)}, if they have a valid access token.
   *
   * @param request method and path, for example {@code GET /calendar/v3/calendars/primary}
   * @param json the body of the answer
   */
  public FakeProvider api(String request, String json) {
    server().api().put(request, Reply.json(json));
    return this;
  }

  /** The same with another HTTP status than 200. */
  public FakeProvider api(String request, int status, String json) {
    server().api().put(request, Reply.json(status, json));
    return this;
  }

  /**
   * The user of a grant takes the access back, as in the settings of an account: the tokens are not
   * valid any more. The application learns of it at the next refresh.
   *
   * @param grantId a grant of an application of this JVM
   * @throws IllegalArgumentException if there is no such grant of this provider
   */
  public FakeProvider revoke(String grantId) {
    Grant grant =
        InThisProcess.grant(grantId)
            .filter(found -> found.provider().equals(name))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No application of this JVM has a grant " + grantId + " of " + name));
    String account = grant.providerUserId();
    if (account == null) {
      server().provider().revokeAll();
    } else {
      server().provider().revokeUser(account);
    }
    return this;
  }

  /** All users take the access back. */
  public FakeProvider revokeAll() {
    server().provider().revokeAll();
    return this;
  }

  /** How often it was asked to refresh a token. */
  public int refreshes() {
    return server().provider().refreshes().size();
  }

  /** Whether an access token or a refresh token is valid now. */
  public boolean accepts(String token) {
    return server().provider().accepts(token);
  }

  /** Its issuer, {@code http://127.0.0.1:PORT}. */
  public String issuer() {
    return server().provider().issuer();
  }

  /** A new browser without cookies, at the application that started last. */
  public FakeBrowser browser() {
    return new FakeBrowser(() -> InThisProcess.application().baseUrl());
  }

  /**
   * A new browser without cookies, at an application.
   *
   * @param baseUrl for example {@code http://localhost:8080}
   */
  public FakeBrowser browser(String baseUrl) {
    return new FakeBrowser(() -> baseUrl);
  }

  /**
   * Takes the place of the provider.
   *
   * @throws IllegalStateException if another one has it
   */
  public synchronized FakeProvider start() {
    if (running == null) {
      FakeServer started = new FakeServer(name);
      settings.apply(started.provider());
      try {
        InThisProcess.put(name, URI.create(started.provider().issuer()));
      } catch (IllegalStateException e) {
        started.close();
        throw e;
      }
      running = started;
      RUNNING.put(name, started);
    }
    return this;
  }

  /** Gives the place back. */
  @Override
  public synchronized void close() {
    if (running != null) {
      InThisProcess.remove(name);
      RUNNING.remove(name);
      running.close();
      running = null;
    }
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    uses++;
    start();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    uses--;
    if (uses == 0) {
      close();
    }
  }

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    start();
    beforeTest = settings;
  }

  @Override
  public synchronized void afterEach(ExtensionContext context) {
    if (uses == 0) {
      close(); // in a field that is not static
    } else {
      set(beforeTest);
      server().behaveWell();
    }
  }

  synchronized FakeServer server() {
    if (running == null) {
      throw new IllegalStateException(
          "The FakeProvider in the place of "
              + name
              + " does not run: put @RegisterExtension on its field, or call start()");
    }
    return running;
  }

  /** What runs in the place of a provider; null if none does. */
  static @Nullable FakeServer running(String provider) {
    return RUNNING.get(provider);
  }
}
