package org.grantlet.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Test;

/** Results of logins, and what a request to the redirect URI must say to get one. */
class IssuedRedirectsTest {
  private static final String BASE = "https://app.example.com/shop";
  private static final String CONNECTED = BASE + "/connected?tab=1";

  private final MutableClock clock = MutableClock.atNow();
  private final MemoryOneTimeStore store = new MemoryOneTimeStore(clock, 1 << 20);
  private final AppUrls urls = new AppUrls(BASE, "/connect");
  private final SealedLogins sealed =
      new SealedLogins(new Encryption(List.of(EncryptionKey.random())), urls, clock);
  private final LoginStore logins =
      new LoginStore(store, null, sealed, urls, clock, Duration.ofMinutes(1));
  private final IssuedRedirects outcomes = new IssuedRedirects(logins, urls);
  private final Map<String, String> browsers = new HashMap<>();

  private final LoginResult success =
      new LoginResult(CONNECTED, true, "g-1", "acme", "ada@example.com", "s&=", null, false);

  private Optional<LoginResult> take(String path, String query, String... names) {
    return outcomes.take(
        path, URLUtils.parseParameters(query), Stream.of(names).map(this::secret).toList());
  }

  private String secret(String name) {
    return browsers.computeIfAbsent(name, any -> BrowserSecret.next(clock, RandomIds.next()));
  }

  /** A login of a browser that ended. */
  private void end(String name, LoginResult outcome) {
    browsers.remove(name);
    String browser = secret(name);
    String id = BrowserSecret.loginId(browser);
    HostedAuthRequest request = HostedAuthRequest.builder("acme").redirectUri(CONNECTED).build();
    logins.offer(id, new LoginStep.Open(request), clock.instant().plusSeconds(60));
    BrowserBinding binding = new BrowserBinding(browser, null, null);
    logins.move(
        logins.find(id).orElseThrow(), new LoginStep.Ended(outcome, binding, "code", false));
  }

  private static String query(LoginResult outcome) {
    return outcome.location().substring(outcome.location().indexOf('?') + 1);
  }

  @Test
  void location_saysAllThatIsKnown() {
    assertThat(success.location())
        .isEqualTo(
            CONNECTED
                + "&success=true&grant_id=g-1&provider=acme&email=ada%40example.com&state=s%26%3D");
    HostedAuthRequest request = HostedAuthRequest.builder("acme").redirectUri(BASE + "/x").build();
    assertThat(LoginResult.failure(request, ErrorCode.ACCESS_DENIED).location())
        .isEqualTo(BASE + "/x?success=false&provider=acme&error=grant.access_denied");
  }

  @Test
  void outcome_isGivenOnceAndThenAsReplayed() {
    end("b", success);
    assertThat(take("/connected", query(success), "b")).contains(success);
    assertThat(take("/connected", query(success), "b")).contains(success.asReplayed());
    assertThat(take("/connected", query(success), "b").orElseThrow().replayed()).isTrue();
  }

  @Test
  void outcome_waitsTenMinutes_andIsReplayedForTenMore() {
    end("b", success);
    end("c", success);
    clock.advance(Duration.ofSeconds(599));
    assertThat(take("/connected", query(success), "b")).contains(success);
    clock.advance(Duration.ofSeconds(599));
    assertThat(take("/connected", query(success), "c")).isEmpty();
    assertThat(take("/connected", query(success), "b")).contains(success.asReplayed());
    clock.advance(Duration.ofSeconds(1));
    assertThat(take("/connected", query(success), "b")).isEmpty();
  }

  @Test
  void outcome_ofSimultaneousTakers_isNewToOneAndKnownToAll() throws Exception {
    end("b", success);
    List<Boolean> replayed = new ArrayList<>();
    ExecutorService takers = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> taker =
          () -> take("/connected", query(success), "b").orElseThrow().replayed();
      for (Future<Boolean> taken : takers.invokeAll(Collections.nCopies(64, taker))) {
        replayed.add(taken.get());
      }
    } finally {
      takers.shutdownNow();
    }
    assertThat(replayed).containsOnlyOnce(false).hasSize(64);
  }

  @Test
  void outcome_isOfItsBrowserItsPathAndItsQuery() {
    end("b", success);
    assertThat(take("/connected", query(success))).isEmpty();
    assertThat(take("/connected", query(success), "a")).isEmpty();
    assertThat(take("/other", query(success), "b")).isEmpty();
    assertThat(take("/connected/", query(success), "b")).isEmpty();
    assertThat(take("/connected", query(success) + "&x=1", "b")).isEmpty();
    assertThat(take("/connected", query(success).replace("g-1", "g-2"), "b")).isEmpty();
    assertThat(take("/connected", query(success), "a", "b")).contains(success);
    // Seen already: what does not match is no replay either.
    assertThat(take("/connected", query(success) + "&x=1", "b")).isEmpty();
    assertThat(take("/other", query(success), "b")).isEmpty();
    assertThat(take("/connected", query(success), "a", "b")).isPresent();
  }

  @Test
  void failure_thatTheBrowserKeeps_isFoundBesideItsSecretAlone_andThenReplayed() {
    LoginResult failure =
        new LoginResult(CONNECTED, false, null, "acme", null, "s", "grant.access_denied", false);
    String browser = secret("b");
    BrowserBinding binding = new BrowserBinding(browser, null, null);
    String id = BrowserSecret.loginId(browser);
    String cookie = sealed.seal(id, new LoginStep.Ended(failure, binding, "x", false), null);
    IssuedRedirects.Kept kept = kept(browser, cookie, query(failure)).orElseThrow();
    assertThat(kept.result()).isEqualTo(failure);
    assertThat(kept.browserSecret()).isEqualTo(browser);
    IssuedRedirects.Kept again = kept(browser, kept.seen(), query(failure)).orElseThrow();
    assertThat(again.result()).isEqualTo(failure.asReplayed());
    assertThat(again.seen()).isNull();

    assertThat(kept(secret("a"), cookie, query(failure))).isEmpty();
    assertThat(kept(browser, cookie, query(failure) + "&x=1")).isEmpty();
    assertThat(kept(browser, cookie, query(success))).isEmpty();
    assertThat(outcomes.find("/other", query(query(failure)), keeps(browser, cookie))).isEmpty();
    clock.advance(Duration.ofMinutes(10));
    assertThat(kept(browser, cookie, query(failure))).isEmpty();
    assertThat(sealed.seal(id, new LoginStep.Ended(success, binding, "x", false), null)).isNull();
  }

  private Optional<IssuedRedirects.Kept> kept(String browser, String cookie, String query) {
    return outcomes.find("/connected", query(query), keeps(browser, cookie));
  }

  private static Map<String, SealedCookies> keeps(String browser, String failure) {
    return Map.of(browser, new SealedCookies(null, failure));
  }

  private static Map<String, List<String>> query(String text) {
    return URLUtils.parseParameters(text);
  }

  @Test
  void outcomes_ofSeveralTabs_areFoundAmongEachOther() {
    LoginResult second =
        new LoginResult(CONNECTED, false, null, "acme", null, null, "grant.access_denied", false);
    end("a", success);
    end("b", second);
    assertThat(take("/connected", query(second), "a", "b")).contains(second);
    assertThat(take("/connected", query(success), "b", "a")).contains(success);
    assertThat(take("/connected", query(second), "a", "b")).contains(second.asReplayed());
  }

  @Test
  void sameOutcomeAgain_isNoReplay() {
    end("a", success);
    assertThat(take("/connected", query(success), "a")).contains(success);
    end("b", success);
    assertThat(take("/connected", query(success), "a", "b")).contains(success);
    assertThat(take("/connected", query(success), "a", "b")).contains(success.asReplayed());
  }

  @Test
  void outcome_ofAnotherApplication_isNotKept() {
    LoginResult elsewhere =
        new LoginResult("https://other.example.com/x", true, "g", "acme", null, null, null, false);
    end("b", elsewhere);
    assertThat(take("/x", query(elsewhere), "b")).isEmpty();
    assertThat(take("/connected", query(elsewhere), "b")).isEmpty();
  }

  @Test
  void outcome_isWrittenAndReadBack() {
    LoginResult failed =
        new LoginResult(CONNECTED, false, null, "acme", null, "s", "grant.access_denied", false);
    for (LoginResult outcome : List.of(success, failed)) {
      for (BrowserBinding binding :
          List.of(new BrowserBinding("b", null, null), new BrowserBinding("b", "ada", "session"))) {
        for (boolean seen : new boolean[] {true, false}) {
          LoginStep.Ended ended = new LoginStep.Ended(outcome, binding, seen ? "code" : null, seen);
          assertThat(LoginStep.read(ended.write(urls, "id"), urls, "id")).isEqualTo(ended);
        }
      }
    }
  }
}
