package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.grantlet.Grantlet;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.LoginReturn;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.login.SealedCookies;
import org.grantlet.internal.login.StateCheck;
import org.grantlet.testing.Endpoint;
import org.junit.jupiter.api.BeforeEach;

/** Logins that the browser keeps until their code comes, and no store. */
abstract class VisitorNodes extends TwoNodes {
  private static final Visitor NOBODY = new Visitor(List.of(), null, null);

  /** The first login of each node fetches the provider's metadata. */
  @BeforeEach
  void discover() {
    for (Grantlet node : List.of(one, two)) {
      assertThat(press(node, loginUrl(null), NOBODY)).isPresent();
    }
  }

  AuthorizationRedirect begin(Map<String, ?> metadata) {
    HostedAuthRequest request =
        HostedAuthRequest.builder("test")
            .redirectUri(CONNECTED)
            .state("s")
            .metadata(metadata)
            .accountId("nobody-1")
            .build();
    return Engine.of(one).flow().loginUrls().begin(request, true).orElseThrow();
  }

  AuthorizationRedirect begin() {
    return begin(Map.of("plan", "b"));
  }

  AuthorizationResponse sealedAnswer(AuthorizationRedirect begun) {
    return answer(begun, begun.browserSecret(), begun.sealedLogin(), CALLBACK);
  }

  AuthorizationResponse answer(
      AuthorizationRedirect begun, String secret, String sealed, String callback) {
    return new AuthorizationResponse(
            callback,
            provider.authorize(URI.create(begun.location())).parameters(),
            secret,
            "192.0.2.1",
            "Test/1")
        .with(new SealedCookies(sealed, null));
  }

  boolean isFound(Grantlet node, AuthorizationResponse answer) {
    return Engine.of(node).flow().stateCheck().find(answer).isPresent();
  }

  int exchanges() {
    return provider.requests(Endpoint.TOKEN).size();
  }

  /** From now on, nothing can be stored. */
  void fillStore() {
    for (int i = 0; store.offer("filler-" + i, new byte[1_000], in(60), null); i++) {
      assertThat(i).isLessThan(10_000);
    }
  }

  Instant in(int seconds) {
    return clock.instant().plusSeconds(seconds);
  }

  AuthorizationResponse answered(AuthorizationRedirect begun, String name, String value) {
    Map<String, List<String>> parameters =
        Map.of("state", sealedAnswer(begun).parameters().get("state"), name, List.of(value));
    return new AuthorizationResponse(CALLBACK, parameters, begun.browserSecret(), null, null)
        .with(new SealedCookies(begun.sealedLogin(), null));
  }

  static LoginReturn bringBack(Grantlet node, AuthorizationResponse answer) {
    return Engine.of(node)
        .flow()
        .stateCheck()
        .find(answer)
        .orElseThrow(StateCheck::unknown)
        .finish(null)
        .orElseThrow();
  }
}
