package org.grantlet.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.grantlet.ConfigurationException;
import org.grantlet.Grantlet;
import org.grantlet.Integration;
import org.grantlet.internal.engine.Engine;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.provider.ProviderHook;
import org.grantlet.servlet.internal.StartLine;
import org.grantlet.servlet.internal.Wiring;
import org.grantlet.servlet.internal.browser.OwnerCheck;
import org.grantlet.servlet.internal.config.ConfigReader;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;
import org.grantlet.servlet.internal.config.ConfigSources;
import org.grantlet.servlet.internal.config.FilterOptions;
import org.grantlet.servlet.internal.place.FilterPlace;
import org.grantlet.servlet.internal.place.Registrations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosted authentication as one filter: serves the Connect API, the login URLs and the callbacks
 * under its base path, and checks what returns to the application's redirect URIs. All other
 * requests pass at the cost of a string comparison; between the first two logins, they also get a
 * request attribute.
 *
 * <p>Declare it in web.xml, register it in code, or leave that to the jar and a {@code
 * grantlet.properties}; map it to {@code /*} with async supported, behind whatever signs users in.
 * Of several in one application one works and the others stay inert: a declared filter goes before
 * one that was built, and both before the one that the jar registers.
 */
public sealed class HostedAuthFilter implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(HostedAuthFilter.class);

  /** Its class tells the registrations of a container apart. */
  static final class Built extends HostedAuthFilter {
    Built(HostedAuthFilterBuilder given) {
      super(given);
    }
  }

  private final @Nullable HostedAuthFilterBuilder given;
  private @Nullable Wiring wiring;
  private @Nullable Grantlet grantlet;
  private @Nullable ServletContext published;

  /** A filter that reads {@code grantlet.properties} and the other places of configuration. */
  public HostedAuthFilter() {
    given = null;
  }

  private HostedAuthFilter(HostedAuthFilterBuilder given) {
    this.given = given;
  }

  /** A filter to which everything is passed in. */
  public static HostedAuthFilterBuilder builder() {
    return new HostedAuthFilterBuilder();
  }

  /**
   * Starts.
   *
   * @throws ConfigurationException naming everything that is wrong with the configuration
   */
  @Override
  public void init(FilterConfig config) {
    ServletContext context = config.getServletContext();
    if (isInert(context, config.getFilterName())) {
      return;
    }
    ConfigSources.Found found =
        given == null
            ? ConfigSources.of(config, System.getenv())
            : new ConfigSources.Found(given.properties, List.of(), List.of());
    HostedAuthFilterBuilder builder =
        given == null ? builder().properties(found.properties()) : given;
    try {
      start(builder, found.problems(), config);
    } catch (ConfigurationException e) {
      destroy();
      throw found.places().isEmpty() ? e : e.from(found.places());
    } catch (RuntimeException e) { // containers do not destroy a filter that has not started
      destroy();
      throw e;
    }
  }

  private static boolean isInert(ServletContext context, String name) {
    String before = new Registrations(context, HostedAuthFilter.class).before(name).orElse(null);
    if (before == null && !HostedAuth.isPresent(context)) {
      return false;
    }
    LOG.warn(
        "filter '{}' stays inert: {}. Of several HostedAuthFilters one works: a declared one goes"
            + " before one that was built in code, and both before the one that the jar registers."
            + " Remove the others",
        name,
        before == null ? "another HostedAuthFilter has started" : "'" + before + "' goes first");
    return true;
  }

  private void start(HostedAuthFilterBuilder builder, List<String> problems, FilterConfig config) {
    ServletContext context = config.getServletContext();
    ClassLoader loader = loader(context);
    FilterOptions options =
        ConfigReader.read(
            builder.properties,
            System::getenv,
            loader,
            pages(builder, context),
            builder.clock,
            core -> {
              problems.forEach(core::problem);
              ServiceLoader.load(ProviderHook.class, loader).forEach(core::hook);
              builder.setup.accept(core);
            });
    Engine started = Engine.of(options.core().build());
    grantlet = started;
    List<Integration> integrations = started.integrations().list();
    AppUrls urls = started.flow().urls();
    new FilterPlace(context, config.getFilterName(), urls).check(integrations);
    OwnerCheck owners = new OwnerCheck(owner(builder, options), urls);
    Wiring parts =
        Wiring.create(
            started,
            options,
            owners,
            HostedAuthResult.ATTRIBUTE,
            outcome -> HostedAuthResult.of(outcome, started.grants()),
            builder.clock);
    wiring = parts;
    new HostedAuth(started, owners, parts.redirector()).publish(context);
    published = context;
    new StartLine(started, options, integrations).log();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Wiring parts = wiring;
    if (parts == null
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse reply)) {
      chain.doFilter(request, response);
    } else if (parts.dispatcher().isOurs(http.getServletPath(), http.getPathInfo())) {
      parts.dispatcher().serve(http, reply);
    } else if (parts.dispatcher().mayPass(http, reply)) {
      chain.doFilter(request, response);
    }
  }

  @Override
  public void destroy() {
    if (published != null) {
      HostedAuth.withdraw(published);
      published = null;
    }
    if (wiring != null) {
      wiring.close();
      wiring = null;
    }
    if (grantlet != null) {
      grantlet.close();
      grantlet = null;
    }
  }

  private static RequestOwner owner(HostedAuthFilterBuilder builder, FilterOptions options) {
    if (builder.requestOwner != null) {
      return builder.requestOwner;
    }
    return options.requestOwner() == null
        ? RequestOwner.principalOrSession()
        : options.requestOwner();
  }

  private PageSources pages(HostedAuthFilterBuilder builder, ServletContext context) {
    return new PageSources(
        context.getServletContextName(),
        builder.pages,
        builder.texts,
        language -> given == null ? ConfigSources.texts(context, language) : Map.of());
  }

  private static ClassLoader loader(ServletContext context) {
    ClassLoader loader = context.getClassLoader();
    return loader == null ? HostedAuthFilter.class.getClassLoader() : loader;
  }
}
