package org.grantlet.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.grantlet.testing.VendorExtras;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeProvider} runs, with the answers that a test has dictated. Thread-safe. */
final class FakeServer implements AutoCloseable {
  private final VendorExtras extras;
  private final TestProvider provider;
  private final FakeApi api = new FakeApi();
  private final Deque<Answer> next = new ConcurrentLinkedDeque<>();

  /** A provider that says what is special to a vendor, if it is one that is known here. */
  FakeServer(String vendor) {
    extras = VendorExtras.of(vendor);
    provider = TestProvider.start().anyClient().eachLogin(this::beginLogin);
    behaveWell();
  }

  TestProvider provider() {
    return provider;
  }

  FakeApi api() {
    return api;
  }

  void next(Answer... answers) {
    for (Answer answer : answers) {
      if (answer.isForRefresh()) {
        answer.apply(provider);
      } else {
        next.add(answer);
      }
    }
  }

  /** Forgets what a test has dictated. */
  void behaveWell() {
    next.clear();
    api.clear();
    provider.behaveWell();
    addExtras();
    provider.api().reply(request -> api.answer(request, provider));
  }

  private void addExtras() {
    provider.authorization().edit(members -> addMissing(members, extras.authorization()));
    provider.token().edit(members -> addMissing(members, extras.token()));
    provider.userinfo().edit(members -> addMissing(members, extras.userinfo()));
    provider.idToken().edit(FakeServer::atTheTimeOfTheSystem);
  }

  private static void addMissing(Map<String, Object> members, Map<String, Object> extras) {
    extras.forEach(members::putIfAbsent);
  }

  /** Applications check ID tokens by the clock of the system, whatever a test's clock says. */
  private static void atTheTimeOfTheSystem(Map<String, Object> claims) {
    Instant now = Clock.systemUTC().instant();
    claims.put("iat", now.getEpochSecond());
    claims.put("auth_time", now.getEpochSecond());
    claims.put("exp", now.plus(Duration.ofHours(1)).getEpochSecond());
  }

  private void beginLogin() {
    provider.authorization().reset();
    provider.token().reset();
    provider.userinfo().reset();
    provider.idToken().reset();
    addExtras();
    Answer answer = next.poll();
    if (answer != null) {
      answer.apply(provider);
    }
  }

  /** Hands out these tokens at the next refresh, and takes them from now on. */
  void issue(
      TestUser user,
      String accessToken,
      String refreshToken,
      Duration lifetime,
      @Nullable List<String> scope) {
    Map<String, Object> members = new LinkedHashMap<>(extras.token());
    members.put("access_token", accessToken);
    members.put("token_type", "Bearer");
    members.put("expires_in", lifetime.toSeconds());
    if (scope != null) {
      members.put("scope", String.join(" ", scope));
    }
    String agreed = scope == null ? "" : String.join(" ", scope);
    provider.resume(user, accessToken, refreshToken, lifetime, agreed);
    provider.refresh().next(Reply.json(200, members));
  }

  @Override
  public void close() {
    provider.close();
  }
}
