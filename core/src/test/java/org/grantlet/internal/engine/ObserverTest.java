package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.ErrorCode;
import org.grantlet.Events;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletException;
import org.grantlet.GrantletObserver;
import org.grantlet.GrantletObserver.Kind;
import org.grantlet.GrantletObserver.Observation;
import org.grantlet.Grants;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.store.OneTimeStore;
import org.grantlet.testing.Gate;
import org.grantlet.testing.Logs;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What observers hear of logins and refreshes. */
class ObserverTest {
  private final TestProvider provider = TestProvider.start();
  private final MutableClock clock = MutableClock.atNow();
  private final List<Observation> heard = new CopyOnWriteArrayList<>();
  private final List<Grants> began = new ArrayList<>();
  private int ended;
  private final List<FlowDriver> flows = new ArrayList<>();

  private final class Ear implements GrantletObserver {
    @Override
    public void observe(Observation what) {
      heard.add(what);
    }

    @Override
    public void started(Grants grants, Events events) {
      began.add(grants);
    }

    @Override
    public void ending() {
      ended++;
    }
  }

  @AfterEach
  void stop() {
    flows.forEach(FlowDriver::close);
    provider.close();
  }

  private FlowDriver flow(GrantletBuilder options) {
    Map<String, Object> settings = new HashMap<>(provider.openIdSettings());
    FlowDriver flow =
        new FlowDriver(
            FlowDriver.PROVIDER,
            provider::authorize,
            provider::secrets,
            settings,
            List.of("openid", "email"),
            options.customProviders(true).clock(clock));
    flows.add(flow);
    return flow;
  }

  private List<Observation> heard(Kind kind) {
    return heard.stream().filter(what -> what.kind() == kind).toList();
  }

  private static HostedAuthRequest request() {
    return HostedAuthRequest.builder(FlowDriver.PROVIDER).redirectUri(FlowDriver.CONNECTED).build();
  }

  @Test
  void login_isToldAsItBegins_withItsCalls_andAsItEnds() {
    FlowDriver flow = flow(Grantlet.builder().observer(new Ear()));
    AuthorizationRedirect begun = flow.begin();
    assertThat(heard(Kind.LOGIN_BEGUN))
        .containsExactly(new Observation(Kind.LOGIN_BEGUN, "test", null, null, 0, Duration.ZERO));
    clock.advance(Duration.ofSeconds(42));
    flow.finish(begun, flow.authorize(begun));
    assertThat(heard(Kind.PROVIDER_CALL))
        .allSatisfy(call -> assertThat(call.took()).isPositive())
        .extracting(call -> call.provider() + " " + call.endpoint() + " " + call.status())
        .containsExactly("test discovery 200", "test token 200", "test keys 200");
    assertThat(heard(Kind.LOGIN_ENDED))
        .containsExactly(
            new Observation(Kind.LOGIN_ENDED, "test", null, null, 0, Duration.ofSeconds(42)));
  }

  @Test
  void loginThatFails_isToldWithItsError_once() {
    FlowDriver flow = flow(Grantlet.builder().observer(new Ear()));
    AuthorizationRedirect begun = flow.begin();
    Map<String, List<String>> denied = new HashMap<>(flow.authorize(begun));
    denied.remove("code");
    denied.put("error", List.of("access_denied"));
    flow.finish(begun, denied);
    flow.finish(begun, denied);
    assertThat(heard(Kind.LOGIN_ENDED))
        .extracting(Observation::error)
        .containsExactly(ErrorCode.ACCESS_DENIED);
  }

  /** A browser can write what it likes into its cookie. */
  @Test
  void timeThatABrowserMakesUp_isNoLongTime() {
    FlowDriver flow = flow(Grantlet.builder().observer(new Ear()));
    for (String time : List.of("-zzzzzz", "zzzzzzzzz", "now", "")) {
      String id = Engine.of(flow.grantlet).flow().loginUrls().create(request()).id();
      String secret = time + "." + RandomIds.next() + "." + id;
      AuthorizationRedirect begun =
          FlowDriver.press(flow.grantlet, id, new Visitor(List.of(secret), null, null), null)
              .orElseThrow();
      String end =
          FlowDriver.finish(
              flow.grantlet,
              new AuthorizationResponse(
                  FlowDriver.callback(FlowDriver.PROVIDER),
                  flow.authorize(begun),
                  begun.browserSecret(),
                  "192.0.2.1",
                  "Test/1"));
      assertThat(end.toString()).contains("success=true");
    }
    assertThat(heard(Kind.LOGIN_ENDED))
        .hasSize(4)
        .allSatisfy(
            what -> assertThat(what.took()).isBetween(Duration.ZERO, Duration.ofMinutes(10)));
  }

  @Test
  void loginThatFindsNoRoom_isTold() {
    OneTimeStore full =
        (OneTimeStore)
            Proxy.newProxyInstance(
                OneTimeStore.class.getClassLoader(),
                new Class<?>[] {OneTimeStore.class},
                (proxy, method, arguments) -> method.getName().equals("offer") ? false : null);
    FlowDriver flow = flow(Grantlet.builder().observer(new Ear()).oneTimeStore(full, false));
    assertThatThrownBy(() -> Engine.of(flow.grantlet).flow().loginUrls().create(request()))
        .isInstanceOf(GrantletException.class);
    assertThat(heard)
        .containsExactly(
            new Observation(
                Kind.LOGIN_REFUSED, "test", null, ErrorCode.RATE_LIMITED, 0, Duration.ZERO));
  }

  @Test
  void refreshOfMany_isToldOnce_andEachOtherCallerAsOneThatShares() throws Exception {
    FlowDriver flow = flow(Grantlet.builder().observer(new Ear()));
    flow.login();
    String grant = flow.grantlet.grants().list(GrantQuery.builder().build()).get(0).id();
    Gate gate = provider.refresh().gate();
    CompletableFuture<?> first =
        CompletableFuture.runAsync(() -> flow.grantlet.grants().refresh(grant));
    gate.awaitArrivals(1);
    CompletableFuture<?> second =
        CompletableFuture.runAsync(() -> flow.grantlet.grants().refresh(grant));
    Patience.await("the second to wait").until(() -> !heard(Kind.REFRESH_SHARED).isEmpty());
    gate.open();
    CompletableFuture.allOf(first, second).get();
    assertThat(heard(Kind.REFRESH_SHARED)).hasSize(1);
    assertThat(heard(Kind.REFRESH))
        .singleElement()
        .satisfies(
            what -> {
              assertThat(what.provider()).isEqualTo("test");
              assertThat(what.error()).isNull();
              assertThat(what.took()).isPositive();
            });
  }

  @Test
  void observerThatThrows_changesNothing_andIsLoggedMoreAndMoreRarely() {
    GrantletObserver broken =
        new GrantletObserver() {
          @Override
          public void observe(Observation what) {
            throw new AssertionError("broken");
          }

          @Override
          public void started(Grants grants, Events events) {
            throw new IllegalStateException("broken");
          }
        };
    try (Logs logs = Logs.listen()) {
      FlowDriver flow = flow(Grantlet.builder().observer(broken).observer(new Ear()));
      assertThat(flow.login()).containsEntry("success", "true");
      assertThat(flow.login()).containsEntry("success", "true");
      assertThat(heard(Kind.LOGIN_ENDED)).hasSize(2);
      long calls = heard.size() + 1L;
      assertThat(calls).isBetween(8L, 15L);
      assertThat(logs.text()).contains("failed, 1 times", "failed, 2 times", "failed, 8 times");
      assertThat(logs.text()).doesNotContain("failed, 3 times", "failed, 7 times");
    }
  }

  @Test
  void observer_isGivenGrants_onceTheyCanBeRead_andHearsOfTheEnd_once() {
    Ear ear = new Ear();
    FlowDriver flow = flow(Grantlet.builder().observer(ear).observer(ear));
    assertThat(began).containsExactly(flow.grantlet.grants());
    assertThat(ended).isZero();
    flow.grantlet.close();
    flow.grantlet.close();
    assertThat(ended).isEqualTo(1);
  }
}
