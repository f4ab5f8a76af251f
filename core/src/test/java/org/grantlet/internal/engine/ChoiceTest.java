package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.engine.TestEngine.CONNECTED;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.LoginUrl;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.LoginUrls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Login URLs that let the user choose the provider: what is on offer, and what a choice spends. */
class ChoiceTest {
  private final List<AuthenticationFailure> failures = new ArrayList<>();
  private final Grantlet grantlet =
      TestEngine.builder()
          .integration("birch", TestEngine.silent())
          .integration("oak", TestEngine.silent())
          .integration("pine", TestEngine.silent())
          .listener(new Failures(failures))
          .build();
  private final LoginUrls loginUrls = Engine.of(grantlet).flow().loginUrls();

  @AfterEach
  void stop() {
    grantlet.close();
  }

  private LoginUrl create(String... providers) {
    return loginUrls.create(
        HostedAuthRequest.builder(providers).redirectUri(CONNECTED).accountId("account-1").build());
  }

  private AuthorizationRedirect choose(LoginUrl url, ProviderChoice choice) {
    return FlowDriver.spend(grantlet, url.id(), null, choice);
  }

  private List<Integration> offered(LoginUrl url) {
    return loginUrls.find(url.id(), Map.of()).orElseThrow().offered();
  }

  private void assertInvalid(LoginUrl url, ProviderChoice choice) {
    assertThatThrownBy(() -> choose(url, choice))
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
  }

  @Test
  void offered_areThoseOfTheRequest() {
    assertThat(offered(create("oak", "birch")))
        .extracting(Integration::provider)
        .containsExactly("oak", "birch");
    assertThat(offered(create("*"))).hasSize(3);
    assertThat(offered(create("oak"))).isNull();
  }

  @Test
  void choice_mustBeMadeAmongThem_orSpendsNothing() {
    LoginUrl url = create("oak", "birch");
    assertInvalid(url, null);
    assertInvalid(url, new ProviderChoice("pine", null));
    assertThat(choose(url, new ProviderChoice("birch", "ada@example.com")).location())
        .startsWith("http://127.0.0.1:1/authorize?")
        .contains("callback%2Fbirch");
    assertThat(failures).isEmpty();
  }

  @Test
  void offerThatIsGone_sendsTheBrowserHome_andTellsListeners() {
    LoginUrl url = create("oak", "birch");
    grantlet.integrations().delete("oak");
    assertThat(offered(url)).hasSize(1);
    grantlet.integrations().delete("birch");

    AuthorizationRedirect end = choose(url, null);
    assertThat(end.location())
        .startsWith(CONNECTED + "?success=false")
        .contains("error=integration.not_found");
    Map<String, List<String>> query =
        URLUtils.parseParameters(URI.create(end.location()).getRawQuery());
    assertThat(
            Engine.of(grantlet)
                .flow()
                .issuedRedirects()
                .take("/connected", query, List.of(end.browserSecret())))
        .isPresent();
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.error()).isEqualTo(ErrorCode.INTEGRATION_NOT_FOUND);
              assertThat(failure.provider()).isNull();
              assertThat(failure.loginId()).isEqualTo(url.id());
              assertThat(failure.accountId()).isEqualTo("account-1");
            });
    assertThatThrownBy(() -> choose(url, null)).isInstanceOf(GrantletException.class);
  }
}
