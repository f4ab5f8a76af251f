package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.pages.PageFactory;
import org.grantlet.servlet.internal.pages.PageFactory.When;
import org.grantlet.servlet.internal.pages.PageOptions;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with pages: small, without script where that can be, in the language of the browser.
 * Thread-safe.
 */
public final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  private final String home;
  private final String endpoints;
  private final UnaryOperator<String> providerNames;
  private final PageOptions options;

  /** Pages of an application, which call providers by these names. */
  public Pages(HostedAuthFlow flow, UnaryOperator<String> providerNames, PageOptions options) {
    home = flow.urls().baseUrl() + "/";
    endpoints = flow.urls().baseUrl() + flow.urls().path();
    this.providerNames = providerNames;
    this.options = options;
  }

  /** Asks whether opening the login URL was meant. */
  void confirm(EndpointRequest visit, String id, String provider) throws IOException {
    String name = providerNames.apply(provider);
    write(visit, 200, in(visit).confirm(endpoints + "/login", id, name));
  }

  /**
   * What was wrong with a choice.
   *
   * @param kind which text says it
   * @param email what the user typed
   * @param provider whose address that is
   */
  record Problem(String kind, String email, String provider) {}

  /** Lets the user choose among integrations. */
  void choose(
      EndpointRequest visit,
      int status,
      String id,
      List<Integration> offered,
      @Nullable Problem problem)
      throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    offered.forEach(
        integration ->
            names.put(integration.provider(), providerNames.apply(integration.provider())));
    PageFactory factory = in(visit);
    write(
        visit,
        status,
        factory.choose(
            endpoints + "/login",
            id,
            names,
            problem == null ? "" : problem.email(),
            problem == null
                ? null
                : factory.problem(
                    problem.kind(), problem.email(), providerNames.apply(problem.provider()))));
  }

  /** Repeats the request from our own page, so that the application's session comes along. */
  void bounce(EndpointRequest visit) throws IOException {
    again(visit, endpoints + visit.subPath(), SameSiteRetry.MARK + "=1", When.NOW);
  }

  /** Repeats the request a little later: another one of this browser is at it. */
  void waitFor(EndpointRequest visit) throws IOException {
    again(visit, endpoints + visit.subPath(), null, When.SOON);
  }

  /** Repeats the request when a person asks for it: it was no navigation. */
  void press(EndpointRequest visit) throws IOException {
    again(visit, endpoints + visit.subPath(), null, When.PRESSED);
  }

  /** Goes to a page of the application when a person asks for it: it was no navigation. */
  void pressToReturn(EndpointRequest visit) throws IOException {
    again(visit, visit.request().getRequestURI(), null, When.PRESSED);
  }

  private void again(EndpointRequest visit, String address, @Nullable String mark, When when)
      throws IOException {
    PageFactory pages = in(visit);
    if (visit.isPost()) {
      String action = mark == null ? address : address + "?" + mark;
      write(visit, 200, pages.goOn(action, visit.parameters(), when));
      return;
    }
    String query = visit.request().getQueryString();
    String all =
        mark == null ? query == null ? "" : query : query == null ? mark : mark + "&" + query;
    write(visit, 200, pages.goOn(all.isEmpty() ? address : address + "?" + all, when));
  }

  /** What happened, in the user's words, what to do, and where to find it in the log. */
  public void error(EndpointRequest visit, GrantletException failure) throws IOException {
    boolean usual = failure.status() == failure.code().status();
    String kind = usual ? failure.code().name().toLowerCase(Locale.ROOT) : "other";
    write(
        visit,
        failure.status(),
        in(visit).error(kind, home, visit.requestId(), failure.code().wire()));
  }

  private PageFactory in(EndpointRequest visit) {
    HttpServletRequest request = visit.request();
    return options.in(Collections.list(request.getLocales()));
  }

  private void write(EndpointRequest visit, int status, Page page) throws IOException {
    HttpServletResponse response = visit.response();
    String nonce = "'nonce-" + page.nonce() + "'";
    response.setHeader(
        "Content-Security-Policy",
        // No form-action: Chromium applies it to the whole redirect chain behind the form.
        "default-src 'none'; img-src 'self' data:; font-src 'self'; style-src "
            + nonce
            + "; script-src "
            + nonce
            + "; base-uri 'none'; frame-ancestors 'none'");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Vary", "Accept, Accept-Language, Cookie");
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.getWriter().write(draw(page));
  }

  private String draw(Page page) {
    PageRenderer renderer = options.renderer();
    try {
      return Objects.requireNonNull(renderer.render(page));
    } catch (Throwable e) { // the application's code: it may throw anything
      LOG.error("{} failed; the page is shown as it ships", renderer.getClass().getName(), e);
      return page.html();
    }
  }
}
