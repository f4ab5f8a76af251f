package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.testing.Gate;
import org.junit.jupiter.api.Test;

/** Buttons that are pressed twice. */
class PressTwiceTest extends TwoNodes {
  @Test
  void sameBrowser_goesToTheSameRequest_onEachNode() {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    AuthorizationRedirect first = press(one, id, visitor).orElseThrow();
    assertThat(URI.create(first.location()).getRawQuery())
        .contains("state=", "nonce=", "code_challenge=", "login_hint=ada%40example.com");
    for (Grantlet node : List.of(one, two)) {
      assertThat(press(node, id, visitor)).contains(first);
    }
    assertThat(bring(two, answer(first)).orElseThrow().toString()).contains("success=true");
  }

  @Test
  void sameBrowser_afterTheResult_getsItAgain() {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    String end = bring(one, answer(press(one, id, visitor).orElseThrow())).orElseThrow();
    assertThat(press(two, id, visitor).orElseThrow().location()).isEqualTo(end);
    see(end, visitor);
    assertThat(press(one, id, visitor).orElseThrow().location()).isEqualTo(end);
    clock.advance(Duration.ofMinutes(10));
    assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> press(one, id, visitor));
  }

  @Test
  void anotherBrowser_getsNothing_atAnyStep() {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    Visitor other = visitor(id);
    AuthorizationRedirect begun = press(one, id, visitor).orElseThrow();
    assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> press(one, id, other));
    assertRefused(
        ErrorCode.LOGIN_ID_INVALID, () -> press(two, id, new Visitor(List.of(), null, null)));
    bring(one, answer(begun));
    assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> press(one, id, other));
  }

  @Test
  void withoutAPage_theSameOwnerAndSessionCount() {
    String id = loginUrl("ada");
    AuthorizationRedirect first = press(one, id, new Visitor(List.of(), "ada", "x")).orElseThrow();
    assertThat(press(two, id, new Visitor(List.of(), "ada", "x"))).contains(first);
    for (Visitor other :
        List.of(new Visitor(List.of(), "ada", "y"), new Visitor(List.of(), "ada", null))) {
      assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> press(one, id, other));
    }
    assertRefused(
        ErrorCode.ACCESS_DENIED, () -> press(one, id, new Visitor(List.of(), "eve", "x")));

    String unbound = loginUrl(null);
    AuthorizationRedirect bySession =
        press(one, unbound, new Visitor(List.of(), null, "x")).orElseThrow();
    assertThat(press(one, unbound, new Visitor(List.of(), null, "x"))).contains(bySession);
    assertRefused(
        ErrorCode.LOGIN_ID_INVALID, () -> press(one, unbound, new Visitor(List.of(), null, null)));
  }

  @Test
  void manyPressesAtOnce_areOneAttempt() throws Exception {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    List<AuthorizationRedirect> begun =
        inParallel(i -> () -> press(i % 2 == 0 ? one : two, id, visitor)).stream()
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    assertThat(begun).hasSize(1);
  }

  @Test
  void owner_hasAHundredPendingLogins_andLosesTheOldestOfItsOwn() {
    String graces = loginUrl("grace");
    String oldest = loginUrl("ada");
    List<String> others = IntStream.range(0, 100).mapToObj(i -> loginUrl("ada")).toList();
    assertThat(Engine.of(one).flow().loginUrls().find(oldest, Map.of())).isEmpty();
    for (String id : others) {
      assertThat(Engine.of(one).flow().loginUrls().find(id, Map.of())).isPresent();
    }
    assertThat(Engine.of(one).flow().loginUrls().find(graces, Map.of())).isPresent();
  }

  @Test
  void choice_pressedAgain_isTheFirstChoice() {
    one.integrations().create("other", spec(CONNECTED));
    HostedAuthRequest asked =
        HostedAuthRequest.builder("test", "other").redirectUri(CONNECTED).build();
    String id = Engine.of(one).flow().loginUrls().create(asked).id();
    Visitor visitor = visitor(id);
    AuthorizationRedirect first =
        FlowDriver.press(one, id, visitor, new ProviderChoice("test", null)).orElseThrow();
    assertThat(FlowDriver.press(two, id, visitor, new ProviderChoice("other", null)))
        .contains(first);
  }

  @Test
  void login_printsNoSecret() {
    String id = loginUrl("ada");
    AuthorizationRedirect begun = press(one, id, new Visitor(List.of(), "ada", null)).orElseThrow();
    OpenedLogin login = Engine.of(one).flow().loginUrls().find(id, Map.of()).orElseThrow();
    assertThat(login.toString() + new Visitor(List.of(begun.browserSecret()), "ada", "x"))
        .doesNotContain(begun.browserSecret(), id);
  }

  @Test
  void flow_whileALoginWaitsForMetadata_printsNoSecret() throws Exception {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    Gate gate = provider.discovery().gate();
    ExecutorService browser = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<AuthorizationRedirect>> begun = browser.submit(() -> press(one, id, visitor));
      gate.awaitArrivals(1);
      assertThat(press(one, id, visitor)).isEmpty();
      assertThat(Engine.of(one).flow().toString()).doesNotContain(id);
      gate.open();
      assertThat(begun.get()).isPresent();
    } finally {
      browser.shutdownNow();
    }
  }
}
