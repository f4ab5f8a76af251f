package org.grantlet.sample;

import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.REQUEST;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie;
import org.grantlet.servlet.HostedAuthFilter;

/** The filters and servlets of the application; elsewhere a {@code web.xml} says the same. */
final class Application {
  /** Not JSESSIONID: an application at another port of localhost has the same cookies. */
  static final String SESSION_COOKIE = "ACME_SESSION";

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private Application() {}

  static ServletContextHandler context(SampleConfiguration configuration, WebhookInbox inbox) {
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.getSessionHandler().setSessionCookie(SESSION_COOKIE);
    context.getSessionHandler().setHttpOnly(true);
    context.getSessionHandler().setSameSite(HttpCookie.SameSite.STRICT);
    addFilters(context, configuration);

    CalendarApi calendars = new CalendarApi(configuration.calendars(), CALL_TIMEOUT);
    add(context, new HomeServlet(calendars), "");
    add(context, new SignInServlet(), "/sign-in", "/sign-out");
    add(context, new ConnectServlet(), "/accounts/connect");
    add(context, new ConnectedServlet(calendars), "/connected");
    add(context, new AccountServlet(calendars), "/accounts/*");
    add(context, new EventsServlet(), "/events");
    add(
        context,
        new WebhookServlet(inbox, configuration.webhookVerifier()),
        "/webhooks",
        WebhookServlet.RECEIVE,
        WebhookServlet.STREAM);
    add(context, new StaticServlet(), "/plain", "/acme.css", "/acme.svg", "/webhooks.js");
    add(context, new ErrorServlet(), "/error");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(400, 599, "/error");
    context.setErrorHandler(errors);
    return context;
  }

  /** In their order: Grantlet comes after the sign-in, so that it knows who begins a login. */
  private static void addFilters(ServletContextHandler context, SampleConfiguration configuration) {
    add(context, new SignInFilter(), "/*", REQUEST, ERROR);
    FilterHolder hostedAuth = new FilterHolder(HostedAuthFilter.class);
    hostedAuth.setInitParameters(configuration.initParameters());
    hostedAuth.setAsyncSupported(true);
    context.addFilter(hostedAuth, "/*", EnumSet.of(REQUEST));
    add(context, new SecurityHeadersFilter(), "/*", REQUEST, ERROR);
    add(context, new SameOriginFilter(), "/*", REQUEST);
    add(context, new RequireSignInFilter(), "/accounts/*", REQUEST);
  }

  private static void add(
      ServletContextHandler context,
      Filter filter,
      String path,
      DispatcherType first,
      DispatcherType... others) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, path, EnumSet.of(first, others));
  }

  private static void add(ServletContextHandler context, Servlet servlet, String... paths) {
    ServletHolder holder = new ServletHolder(servlet);
    for (String path : paths) {
      context.addServlet(holder, path);
    }
  }
}
