package org.grantlet.servlet;

import static java.util.Objects.requireNonNull;

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
import org.grantlet.servlet.internal.Dispatcher;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;
import org.grantlet.servlet.internal.config.ConfigSources;
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
  private final HostedAuth hostedAuth = new HostedAuth();
  private @Nullable Started started;
  private @Nullable FilterConfig place;
  private @Nullable ServletContext published;

  /** Set while this filter serves. */
  private volatile @Nullable Dispatcher dispatcher;

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
   * Hosted authentication by this filter. Its methods throw an {@link IllegalStateException} until
   * the filter has started.
   */
  public HostedAuth hostedAuth() {
    return hostedAuth;
  }

  /**
   * Starts a filter that was built with {@link HostedAuthFilterBuilder#startedInCode}: before or
   * after the container starts it. It serves once both have.
   *
   * @throws ConfigurationException naming everything that is wrong with the configuration
   * @throws IllegalStateException if it was not built so, or has started already
   */
  public synchronized void start() {
    if (given == null || !given.startedInCode || started != null) {
      throw new IllegalStateException(
          started != null
              ? "This HostedAuthFilter has started already"
              : "The container starts this HostedAuthFilter: only one that was built with"
                  + " startedInCode() is started in code");
    }
    ClassLoader loader = loader(null);
    HostedAuthFilterBuilder builder = customized(given, loader);
    PageSources pages = new PageSources(null, builder.pages, builder.texts, language -> Map.of());
    begin(Started.of(builder, List.of(), loader, pages));
    if (place != null) {
      serve(place);
    }
  }

  /**
   * Ends what {@link #start} began: closes the stores, and what runs in the background. Calls to
   * providers that are under way are waited for. Has no effect on one that has not started.
   */
  public synchronized void close() {
    withdraw();
    if (started != null) {
      started.close();
      started = null;
    }
  }

  /**
   * Starts, unless that is done {@linkplain #start in code}.
   *
   * @throws ConfigurationException naming everything that is wrong with the configuration
   */
  @Override
  public synchronized void init(FilterConfig config) {
    ServletContext context = config.getServletContext();
    if (isInert(context, config.getFilterName())) {
      return;
    }
    if (given != null && given.startedInCode) {
      List<String> problems = ConfigSources.unreadInitParams(config);
      if (!problems.isEmpty()) {
        throw new ConfigurationException(problems);
      }
      place = config;
      if (started != null) {
        serve(config);
      }
      return;
    }
    ConfigSources.Found found =
        given == null
            ? ConfigSources.of(config, System.getenv())
            : new ConfigSources.Found(
                given.properties, List.of(), ConfigSources.unreadInitParams(config));
    ClassLoader loader = loader(context);
    try {
      HostedAuthFilterBuilder builder =
          customized(given == null ? builder().properties(found.properties()) : given, loader);
      begin(Started.of(builder, found.problems(), loader, pages(builder, context)));
      serve(config);
    } catch (ConfigurationException e) {
      close();
      throw found.places().isEmpty() ? e : e.from(found.places());
    } catch (RuntimeException e) { // containers do not destroy a filter that has not started
      close();
      throw e;
    }
  }

  /**
   * Whether this filter answers a request itself: it serves, and the path is one of its own. For
   * what stands before it, such as a security filter that must let such requests pass.
   */
  public boolean serves(HttpServletRequest request) {
    Dispatcher serving = dispatcher;
    return serving != null
        && serving.isOurs(request.getServletPath(), request.getPathInfo())
        && HostedAuth.isPresent(request.getServletContext()); // and not another server's context
  }

  private void begin(Started begun) {
    started = begun;
    hostedAuth.use(begun);
  }

  private void serve(FilterConfig config) {
    Started ours = requireNonNull(started);
    ServletContext context = config.getServletContext();
    new FilterPlace(context, config.getFilterName(), ours.engine().flow().urls())
        .check(ours.integrations());
    context.setAttribute(HostedAuth.ATTRIBUTE, hostedAuth);
    published = context;
    dispatcher = ours.wiring().dispatcher();
    ours.log();
  }

  private void withdraw() {
    dispatcher = null;
    if (published != null) {
      published.removeAttribute(HostedAuth.ATTRIBUTE);
      published = null;
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

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Dispatcher serving = dispatcher;
    if (serving == null
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse reply)) {
      chain.doFilter(request, response);
    } else if (serving.isOurs(http.getServletPath(), http.getPathInfo())) {
      serving.serve(http, reply);
    } else if (serving.mayPass(http, reply)) {
      chain.doFilter(request, response);
    }
  }

  @Override
  public synchronized void destroy() {
    place = null;
    if (given != null && given.startedInCode) {
      withdraw();
    } else {
      close();
    }
  }

  private HostedAuthFilterBuilder customized(HostedAuthFilterBuilder builder, ClassLoader loader) {
    ServiceLoader.load(FilterCustomizer.class, loader)
        .forEach(each -> each.customize(builder, hostedAuth));
    return builder;
  }

  private PageSources pages(HostedAuthFilterBuilder builder, ServletContext context) {
    return new PageSources(
        context.getServletContextName(),
        builder.pages,
        builder.texts,
        language -> given == null ? ConfigSources.texts(context, language) : Map.of());
  }

  private static ClassLoader loader(@Nullable ServletContext context) {
    ClassLoader loader =
        context == null ? Thread.currentThread().getContextClassLoader() : context.getClassLoader();
    return loader == null ? HostedAuthFilter.class.getClassLoader() : loader;
  }
}
