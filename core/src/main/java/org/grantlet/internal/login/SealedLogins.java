package org.grantlet.internal.login;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.grantlet.GrantletException;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The steps of logins that the store does not keep: a login URL, a pending authorization, and a
 * failure. Each is sealed into a cookie of the browser that begins, and opens only beside that
 * browser's secret and where it belongs. The store learns of such a login when a code comes: then
 * it is claimed, once. {@code docs/adr/0022} says more. Thread-safe.
 */
record SealedLogins(Encryption encryption, AppUrls urls, Clock clock) {
  /** Of five in one browser, which together take 4 KB. */
  static final int LENGTH = 819;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The value of the cookie of a login URL; null if it is too long for one. */
  @Nullable String seal(String id, LoginStep.Open open, String browser, Duration life) {
    Instant end =
        clock.instant().plus(life.compareTo(LoginStore.LIFE) < 0 ? life : LoginStore.LIFE);
    return seal(id, open, atLoginUrl(), browser, end);
  }

  /**
   * The value of the cookie after the next step; null if the store has to keep it. A pending
   * authorization ends no later than the login URL that it comes from: the claim of its id does not
   * last longer either.
   *
   * @param latest the end of the step before; null if there was none
   */
  @Nullable String seal(String id, LoginStep next, @Nullable Instant latest) {
    Instant end = clock.instant().plus(LoginStore.LIFE);
    if (next instanceof PendingAuthorization pending) {
      String browser = pending.binding().secret();
      return seal(
          id, next, pending.callbackUri(), browser, Objects.requireNonNullElse(latest, end));
    }
    return next instanceof LoginStep.Ended ended && !ended.result().success()
        ? seal(id, next, inApp(), ended.binding().secret(), end)
        : null;
  }

  private @Nullable String seal(
      String id, LoginStep step, String place, String browser, Instant end) {
    String head = Long.toString(end.toEpochMilli(), 36);
    String provider = Objects.requireNonNullElse(step.provider(), "");
    byte[] sealed =
        encryption.encrypt(step.write(urls, id), associated(head, provider, browser, place));
    String text = head + "." + provider + "." + BASE64.encodeToString(sealed);
    return text.length() > LENGTH ? null : text;
  }

  /**
   * The login in a browser's cookies, at a callback; empty if it has expired, was changed, or is of
   * another browser, callback or provider.
   *
   * @param browser the secret of the browser that brought them
   */
  Optional<StoredLogin> openAt(String callbackUri, SealedCookies cookies, String browser) {
    return openFailure(cookies, browser)
        .or(() -> open(cookies.login(), browser, provider -> Stream.of(callbackUri)));
  }

  /** The login in a browser's cookies where its login URL is opened, which may be redeemed. */
  Optional<StoredLogin> openAtLoginUrl(SealedCookies cookies, String browser) {
    return openFailure(cookies, browser)
        .or(
            () ->
                open(
                    cookies.login(),
                    browser,
                    provider ->
                        Stream.concat(Stream.of(atLoginUrl()), urls.callbacks(provider).stream())));
  }

  /** The failure in a browser's cookies. */
  Optional<StoredLogin> openFailure(SealedCookies cookies, String browser) {
    return open(cookies.failure(), browser, provider -> Stream.of(inApp()));
  }

  /** Opens a cookie in the first of the places where a login of its provider may be. */
  private Optional<StoredLogin> open(
      @Nullable String sealed, String browser, Function<String, Stream<String>> places) {
    String id = BrowserSecret.loginId(browser);
    if (sealed == null || sealed.length() > LENGTH || id == null) {
      return Optional.empty();
    }
    String[] parts = sealed.split("\\.", -1);
    if (parts.length != 3 || !isBefore(parts[0])) {
      return Optional.empty();
    }
    return places
        .apply(parts[1])
        .flatMap(place -> open(parts, id, associated(parts[0], parts[1], browser, place)).stream())
        .findFirst();
  }

  private Optional<StoredLogin> open(String[] parts, String id, String associated) {
    try {
      byte[] encrypted =
          Base64.getUrlDecoder().decode(parts[2].getBytes(StandardCharsets.US_ASCII));
      byte[] plain = encryption.decrypt(encrypted, associated);
      Instant end = Instant.ofEpochMilli(Long.parseLong(parts[0], 36));
      return Optional.of(StoredLogin.sealed(id, LoginStep.read(plain, urls, id), end));
    } catch (IllegalArgumentException | GrantletException e) {
      return Optional.empty(); // also if its key is gone
    }
  }

  private String atLoginUrl() {
    return urls.login("");
  }

  private String inApp() {
    return urls.baseUrl() + "/";
  }

  private boolean isBefore(String end) {
    try {
      return clock.millis() < Long.parseLong(end, 36);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What is not in the value itself, and must be the same when it is opened. */
  private static String associated(String end, String provider, String browser, String place) {
    return "sealed login/" + end + "/" + provider + "/" + Sha256.of(browser) + "/" + place;
  }
}
