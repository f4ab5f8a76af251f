package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.grantlet.AuthenticationFailure;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantQuery;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.LoginReturn;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.login.StateCheck;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.testing.AuthorizationAnswer;
import org.grantlet.testing.Logs;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.VendorSimulator;

/** Takes logins through the core as the filter would, with one integration. */
final class FlowDriver implements AutoCloseable {
  static final String PROVIDER = "test";
  static final String CONNECTED = TestEngine.CONNECTED;

  final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Logs logs = Logs.listen();
  final Grantlet grantlet;

  private final String provider;
  private final Function<URI, AuthorizationAnswer> browser;
  private final Supplier<List<String>> secrets;

  FlowDriver(TestProvider provider, Map<String, ?> settings, String... scope) {
    this(provider, Duration.ofSeconds(20), settings, scope);
  }

  FlowDriver(TestProvider provider, Duration timeout, Map<String, ?> settings, String... scope) {
    this(
        PROVIDER,
        provider::authorize,
        provider::secrets,
        settings,
        List.of(scope),
        Grantlet.builder().customProviders(true).providerTimeout(timeout));
  }

  /**
   * A provider by its name.
   *
   * @param browser comes to the provider's answer
   * @param secrets what must not leak
   */
  FlowDriver(
      String provider,
      Function<URI, AuthorizationAnswer> browser,
      Supplier<List<String>> secrets,
      Map<String, ?> settings,
      List<String> scope,
      GrantletBuilder options) {
    this.provider = provider;
    this.browser = browser;
    this.secrets = secrets;
    grantlet =
        options
            .baseUrl(TestEngine.APP)
            .insecureLoopback(true)
            .integration(provider, TestEngine.spec(settings, scope.toArray(String[]::new)).build())
            .listener(new Ear())
            .build();
  }

  /** A vendor of the catalog, which the simulator stands for. */
  static FlowDriver of(
      String provider, VendorSimulator vendor, Map<String, ?> settings, Clock clock) {
    Map<String, String> entry = Map.of(provider, entry(provider, vendor));
    return new FlowDriver(
        provider,
        vendor::authorize,
        vendor::secrets,
        settings,
        vendor.scopes(),
        Grantlet.builder().clock(clock).catalog(ProviderCatalog.builtIn().with(entry)));
  }

  /** The entry of the jar with its endpoints at the simulator; links for people stay https. */
  private static String entry(String provider, VendorSimulator vendor) {
    String text = ProviderDefinitions.builtInText(provider);
    Map<String, Object> original = Json.object(text);
    Map<String, Object> entry = Json.object(vendor.here(text.replace("https:/{2}", "https://")));
    for (String links : List.of("documentation", "sources")) {
      entry.computeIfPresent(links, (name, moved) -> original.get(name));
    }
    return Json.text(entry);
  }

  /** The callback URI of a provider's integration. */
  static String callback(String provider) {
    return TestEngine.APP + "/connect/callback/" + provider;
  }

  /** A login from its URL to the redirect to the application. */
  Map<String, String> login() {
    return login(HostedAuthRequest.builder(provider));
  }

  Map<String, String> login(HostedAuthRequest.Builder options) {
    AuthorizationRedirect begun = begin(options);
    return finish(begun, authorize(begun));
  }

  /** What the provider answers. */
  Map<String, List<String>> authorize(AuthorizationRedirect begun) {
    return browser.apply(URI.create(begun.location())).parameters();
  }

  AuthorizationRedirect begin() {
    return begin(HostedAuthRequest.builder(provider));
  }

  AuthorizationRedirect begin(HostedAuthRequest.Builder options) {
    HostedAuthRequest request = options.redirectUri(CONNECTED).state("app-state").build();
    return spend(grantlet, Engine.of(grantlet).flow().loginUrls().create(request).id(), null, null);
  }

  /** Opens a login URL and presses its button, in a browser that was never here. */
  static AuthorizationRedirect spend(
      Grantlet grantlet, String id, String owner, ProviderChoice choice) {
    return press(grantlet, id, new Visitor(List.of(), owner, null), choice).orElseThrow();
  }

  static Optional<AuthorizationRedirect> press(
      Grantlet grantlet, String id, Visitor visitor, ProviderChoice choice) {
    return Engine.of(grantlet)
        .flow()
        .loginUrls()
        .find(id, Map.of())
        .orElseThrow(() -> new GrantletException(ErrorCode.LOGIN_ID_INVALID, "not found"))
        .redeem(visitor, choice);
  }

  /** Brings an answer to the callback. */
  Map<String, String> finish(AuthorizationRedirect begun, Map<String, List<String>> answer) {
    return finish(begun, answer, callback(provider));
  }

  Map<String, String> finish(
      AuthorizationRedirect begun, Map<String, List<String>> answer, String callbackUri) {
    return query(
        finish(
            grantlet,
            new AuthorizationResponse(
                callbackUri, answer, begun.browserSecret(), "192.0.2.1", "Test/1")));
  }

  static String finish(Grantlet grantlet, AuthorizationResponse answer) {
    return finish(grantlet, answer, null);
  }

  static String finish(Grantlet grantlet, AuthorizationResponse answer, String signedIn) {
    return bring(grantlet, answer, signedIn).orElseThrow();
  }

  static Optional<String> bring(Grantlet grantlet, AuthorizationResponse answer, String signedIn) {
    return Engine.of(grantlet)
        .flow()
        .stateCheck()
        .find(answer)
        .orElseThrow(StateCheck::unknown)
        .finish(signedIn)
        .map(LoginReturn::location);
  }

  static Map<String, String> query(String redirect) {
    Map<String, String> single = new LinkedHashMap<>();
    URLUtils.parseParameters(URI.create(redirect).getRawQuery())
        .forEach((name, values) -> single.put(name, String.join(",", values)));
    return single;
  }

  List<Grant> grants() {
    return grantlet.grants().list(GrantQuery.builder().limit(200).build());
  }

  /** Nothing was stored, the application got a documented error, and nothing leaked. */
  void assertRefused(Map<String, String> redirect, String error) {
    assertThat(redirect)
        .containsOnly(
            Map.entry("success", "false"),
            Map.entry("provider", provider),
            Map.entry("state", "app-state"),
            Map.entry("error", error));
    assertThat(grants()).isEmpty();
    assertThat(heard).containsExactly("failed " + error);
    assertNothingLeaked();
  }

  /** What is secret was neither logged nor told, and what the provider said breaks no line. */
  void assertNothingLeaked() {
    assertThat(logs.text()).contains("login with " + provider);
    for (String text : List.of(logs.text(), String.join("\n", messages))) {
      assertThat(text).doesNotContain(secrets.get()).doesNotContain("\r", "\nSet-Cookie");
    }
  }

  @Override
  public void close() {
    grantlet.close();
    logs.close();
  }

  private final class Ear implements GrantListener {
    @Override
    public void grantCreated(GrantEvent event) {
      heard.add(event.type().wire());
    }

    @Override
    public void grantUpdated(GrantEvent event) {
      heard.add(event.type().wire());
    }

    @Override
    public void grantExpired(GrantEvent event) {
      heard.add(event.type().wire());
    }

    @Override
    public void authenticationFailed(AuthenticationFailure failure) {
      heard.add("failed " + failure.error().wire());
      messages.add(failure.message());
    }
  }
}
