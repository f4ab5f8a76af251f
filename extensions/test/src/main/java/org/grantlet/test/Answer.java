package org.grantlet.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.grantlet.testing.Behavior;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;

/**
 * What a {@link FakeProvider} does once in another way than usual: at the next login, or, where the
 * name begins with {@code refresh}, at the next refresh. Immutable.
 */
public final class Answer {
  private final Consumer<TestProvider> change;
  private final boolean refresh;

  private Answer(Consumer<TestProvider> change, boolean refresh) {
    this.change = change;
    this.refresh = refresh;
  }

  private static Answer login(Consumer<TestProvider> change) {
    return new Answer(change, false);
  }

  private static Answer refresh(Reply reply) {
    return new Answer(provider -> provider.refresh().next(reply), true);
  }

  /** The user does not allow the access. */
  public static Answer deny() {
    return error("access_denied");
  }

  /**
   * The provider sends the browser back with an error (RFC 6749 section 4.1.2.1).
   *
   * @param code for example {@code temporarily_unavailable}
   */
  public static Answer error(String code) {
    return login(provider -> provider.authorization().error(code, null));
  }

  /**
   * The provider does not exchange the code (RFC 6749 section 5.2).
   *
   * @param code for example {@code invalid_client}
   */
  public static Answer tokenError(String code) {
    return login(provider -> provider.token().reply(Reply.oauthError(code)));
  }

  /** The token endpoint answers with this HTTP status, and no body. */
  public static Answer tokenStatus(int status) {
    return login(provider -> provider.token().reply(Reply.status(status)));
  }

  /** The token endpoint answers the login after this time. */
  public static Answer slow(Duration time) {
    return login(provider -> delay(provider.token(), time));
  }

  /** The token endpoint takes the code and does not answer, until the application gives up. */
  public static Answer silence() {
    return login(provider -> provider.token().hang());
  }

  /** The ID token answers another login. */
  public static Answer wrongNonce() {
    return login(provider -> provider.idToken().set("nonce", "of-another-login"));
  }

  /** The ID token is signed by a key that is not the provider's. */
  public static Answer wrongSignature() {
    return login(provider -> provider.idToken().signedByStranger());
  }

  /** The ID token expired long ago. */
  public static Answer expiredIdToken() {
    return login(provider -> provider.idToken().set("exp", 1_000_000_000));
  }

  /**
   * The ID token says nothing but whose it is, and UserInfo, which is asked for the rest, answers
   * with this HTTP status, for example 401.
   */
  public static Answer userInfoStatus(int status) {
    return login(
        provider -> {
          provider.idToken().remove("email").remove("email_verified").remove("name");
          provider.userinfo().reply(Reply.status(status));
        });
  }

  /** The account has no email address. */
  public static Answer noEmail() {
    return login(
        provider -> {
          for (String claim : List.of("email", "email_verified")) {
            provider.idToken().remove(claim);
            provider.userinfo().remove(claim);
          }
        });
  }

  /** The account's email address is not verified. */
  public static Answer unverifiedEmail() {
    return login(
        provider -> {
          provider.idToken().set("email_verified", false);
          provider.userinfo().set("email_verified", false);
        });
  }

  /** The user allows these scopes alone. */
  public static Answer scope(String... scope) {
    return login(provider -> provider.token().set("scope", String.join(" ", scope)));
  }

  /** There is no refresh token. */
  public static Answer noRefreshToken() {
    return login(provider -> provider.token().remove("refresh_token"));
  }

  /** The response to the code has this member, too, or this value of it. */
  public static Answer tokenMember(String name, Object value) {
    return login(provider -> provider.token().set(name, value));
  }

  /**
   * The next refresh fails (RFC 6749 section 5.2).
   *
   * @param code for example {@code invalid_grant}, which ends the grant
   */
  public static Answer refreshError(String code) {
    return refresh(Reply.oauthError(code));
  }

  /** The next refresh gets this HTTP status, for example 503. */
  public static Answer refreshStatus(int status) {
    return refresh(Reply.status(status));
  }

  /** The next refresh is told to wait: status 429 with {@code Retry-After}. */
  public static Answer refreshLater(Duration wait) {
    return refresh(Reply.status(429).header("Retry-After", String.valueOf(wait.toSeconds())));
  }

  /** The next refresh gets no answer, until the application gives up. */
  public static Answer refreshSilence() {
    return refresh(Reply.hang());
  }

  private static void delay(Behavior behavior, Duration time) {
    Gate gate = behavior.gate();
    Executor later = CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS);
    later.execute(gate::open);
  }

  boolean isForRefresh() {
    return refresh;
  }

  void apply(TestProvider provider) {
    change.accept(provider);
  }
}
