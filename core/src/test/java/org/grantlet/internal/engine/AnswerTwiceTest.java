package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.store.Durable;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Gate;
import org.junit.jupiter.api.Test;

/** Answers that come twice, or too late. */
class AnswerTwiceTest extends TwoNodes {
  @Test
  void answerThatComesTwice_isAnsweredTheSame_andExchangedOnce() {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    AuthorizationResponse answer = answer(press(one, id, visitor).orElseThrow());
    String end = bring(one, answer).orElseThrow();
    assertThat(bring(one, answer)).contains(end);
    see(end, visitor);
    assertThat(bring(two, answer)).contains(end);
    assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
    assertThat(one.grants().list(GrantQuery.builder().build())).hasSize(1);
  }

  @Test
  void refusalThatComesTwice_isAnsweredTheSame() {
    String id = loginUrl(null);
    AuthorizationRedirect begun = press(one, id, visitor(id)).orElseThrow();
    String state =
        URLUtils.parseParameters(URI.create(begun.location()).getRawQuery()).get("state").get(0);
    AuthorizationResponse refusal =
        new AuthorizationResponse(
            CALLBACK,
            Map.of("state", List.of(state), "error", List.of("access_denied")),
            begun.browserSecret(),
            null,
            null);
    String end = bring(one, refusal).orElseThrow();
    assertThat(end).contains("error=");
    assertThat(bring(two, refusal)).contains(end);
    assertThat(failures).hasSize(1);
  }

  @Test
  void anotherCode_isNeverExchanged_norAnswered() throws Exception {
    String id = loginUrl(null);
    AuthorizationRedirect begun = press(one, id, visitor(id)).orElseThrow();
    AuthorizationResponse first = answer(begun);
    AuthorizationResponse second = answer(begun);
    Gate gate = provider.token().gate();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<String>> exchanged = thread.submit(() -> bring(one, first));
      gate.awaitArrivals(1);
      assertRefused(ErrorCode.STATE_INVALID, () -> bring(two, second));
      assertThat(bring(two, first)).as("somebody is at it").isEmpty();
      assertThat(press(two, id, new Visitor(List.of(begun.browserSecret()), null, null))).isEmpty();
      gate.open();
      String end = exchanged.get().orElseThrow();
      assertThat(bring(two, first)).contains(end);
      assertRefused(ErrorCode.STATE_INVALID, () -> bring(two, second));
    } finally {
      thread.shutdownNow();
    }
    assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
  }

  @Test
  void manyAnswersAtOnce_waitForOneExchange() throws Exception {
    String id = loginUrl(null);
    AuthorizationResponse answer = answer(press(one, id, visitor(id)).orElseThrow());
    List<Optional<String>> ends = inParallel(i -> () -> bring(i % 2 == 0 ? one : two, answer));
    assertThat(ends.stream().flatMap(Optional::stream).distinct()).hasSize(1);
    assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
  }

  /** As a node leaves it that is killed while it waits for the provider. */
  @Test
  void crashBetweenTakeAndResult_endsInAFailure() throws Exception {
    String id = loginUrl(null);
    Visitor visitor = visitor(id);
    AuthorizationResponse answer = answer(press(one, id, visitor).orElseThrow());
    Gate gate = provider.token().gate();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<String>> hanging = thread.submit(() -> bring(one, answer));
      gate.awaitArrivals(1);
      clock.advance(Duration.ofSeconds(60));
      assertThat(bring(two, answer)).as("it may be alive").isEmpty();
      clock.advance(Duration.ofSeconds(60));
      String end = bring(two, answer).orElseThrow();
      assertThat(end).contains("success=false", "error=api.internal_error", "state=s");
      assertThat(bring(two, answer)).contains(end);
      assertThat(press(two, id, visitor).orElseThrow().location()).isEqualTo(end);
      assertThat(failures).hasSize(1);
      gate.open();
      assertThat(hanging.get()).as("one login ends in one way").contains(end);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void redirectUriThatWasTakenBack_endsTheLogin_andTheCodeIsNotUsed() {
    String waiting = loginUrl(null);
    String begun = loginUrl(null);
    String answered = loginUrl(null);
    Visitor visitor = visitor(answered);
    AuthorizationRedirect atProvider = press(one, begun, visitor(begun)).orElseThrow();
    AuthorizationResponse known = answer(press(one, answered, visitor).orElseThrow());
    bring(one, known);
    two.integrations()
        .update("test", IntegrationSpec.builder().redirectUris(CONNECTED + "/new").build());

    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> press(one, waiting, visitor(waiting)));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> bring(one, answer(atProvider)));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> bring(one, known));
    assertRefused(ErrorCode.REDIRECT_URI_NOT_ALLOWED, () -> press(one, answered, visitor));
    assertThat(provider.requests(Endpoint.TOKEN)).as("the one before").hasSize(1);
    assertThat(failures)
        .extracting(AuthenticationFailure::error)
        .containsExactly(ErrorCode.REDIRECT_URI_NOT_ALLOWED, ErrorCode.REDIRECT_URI_NOT_ALLOWED);

    two.integrations().update("test", IntegrationSpec.builder().redirectUris(CONNECTED).build());
    assertRefused(ErrorCode.LOGIN_ID_INVALID, () -> press(one, waiting, visitor(waiting)));
    assertRefused(ErrorCode.STATE_INVALID, () -> bring(one, answer(atProvider)));
  }

  @Test
  void ownerIsCheckedAgain_whenTheAnswerComesAgain() {
    String id = loginUrl("ada");
    AuthorizationRedirect begun = press(one, id, new Visitor(List.of(), "ada", null)).orElseThrow();
    AuthorizationResponse answer = answer(begun);
    String end = FlowDriver.finish(one, answer, "ada");
    assertRefused(ErrorCode.ACCESS_DENIED, () -> FlowDriver.finish(one, answer, "eve"));
    assertRefused(ErrorCode.ACCESS_DENIED, () -> bring(one, answer));
    assertThat(FlowDriver.finish(one, answer, "ada")).isEqualTo(end);
  }

  @Test
  void keyThatIsGone_isExpired() {
    String waiting = loginUrl(null);
    String begun = loginUrl(null);
    AuthorizationResponse answer = answer(press(one, begun, visitor(begun)).orElseThrow());
    Grantlet rotated =
        TestEngine.builder()
            .encryptionKey(Durable.key())
            .clock(clock)
            .oneTimeStore(store, true)
            .build();
    try (rotated) {
      assertThat(Engine.of(rotated).flow().loginUrls().find(waiting, Map.of())).isEmpty();
      assertThat(Engine.of(rotated).flow().stateCheck().find(answer)).isEmpty();
    }
  }

  @Test
  void secretOfAnotherBrowser_forTheSameLogin_findsNothing() {
    String id = loginUrl(null);
    AuthorizationResponse answer = answer(press(one, id, visitor(id)).orElseThrow());
    AuthorizationResponse forged =
        new AuthorizationResponse(
            CALLBACK, answer.parameters(), BrowserSecret.next(clock, id), null, null);
    assertThat(Engine.of(one).flow().stateCheck().find(forged)).isEmpty();
    assertThat(Engine.of(one).flow().stateCheck().find(answer)).isPresent();
  }
}
