package org.grantlet.servlet.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.LoginResult;
import org.grantlet.servlet.internal.api.ConnectApi;
import org.grantlet.servlet.internal.browser.BrowserCookies;
import org.grantlet.servlet.internal.browser.CallbackEndpoint;
import org.grantlet.servlet.internal.browser.LoginEndpoint;
import org.grantlet.servlet.internal.browser.LoginRedirector;
import org.grantlet.servlet.internal.browser.OwnerCheck;
import org.grantlet.servlet.internal.browser.Pages;
import org.grantlet.servlet.internal.browser.ProviderPicker;
import org.grantlet.servlet.internal.browser.RedirectCheck;
import org.grantlet.servlet.internal.config.FilterOptions;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.grantlet.servlet.internal.pages.ProviderLabel;

/**
 * The parts of a filter, put together once.
 *
 * @param dispatcher serves requests
 * @param redirector sends browsers to providers
 */
public record Wiring(Dispatcher dispatcher, LoginRedirector redirector) {

  /**
   * Puts them together.
   *
   * @param attribute the request attribute in which the application finds the result of a login
   * @param results what the application finds there; of nothing, where nothing was issued
   */
  public static Wiring create(
      Engine engine,
      FilterOptions options,
      OwnerCheck ownerCheck,
      String attribute,
      Function<Optional<LoginResult>, Object> results,
      Clock clock) {
    HostedAuthFlow flow = engine.flow();
    BrowserCookies cookies = new BrowserCookies(flow.urls(), clock);
    Pages pages = new Pages(flow, name -> label(engine, name), options.pages());
    LoginRedirector redirector =
        new LoginRedirector(flow, cookies, pages, options.loginConfirmation());
    ErrorResponder errors = new ErrorResponder(pages);
    ProviderCallExecutor executor = new ProviderCallExecutor(engine.calls(), errors::answer);
    ProviderPicker picker =
        new ProviderPicker(
            engine.detection(), redirector, pages, executor, ConcurrentHashMap.newKeySet());
    Dispatcher dispatcher =
        new Dispatcher(
            flow.urls().path(),
            new LoginEndpoint(flow, ownerCheck, redirector, picker, pages, executor),
            new CallbackEndpoint(flow, ownerCheck, cookies, pages, executor),
            options.api() == null ? null : new ConnectApi(engine, options.api(), clock),
            new RedirectCheck(flow, cookies, pages, options.rejectUnverified(), attribute, results),
            ownerCheck,
            errors,
            executor,
            options.trustedProxies(),
            engine.observers());
    return new Wiring(dispatcher, redirector);
  }

  /** By the integration's name, else the catalog's. */
  private static ProviderLabel label(Engine engine, String provider) {
    Optional<ProviderDefinition> entry = engine.providers().catalog().find(provider);
    String name =
        engine
            .integrations()
            .find(provider)
            .map(Integration::name)
            .or(() -> entry.map(ProviderDefinition::name))
            .orElse(provider);
    return ProviderLabel.of(provider, name, entry.map(ProviderDefinition::mark).orElse(null));
  }
}
