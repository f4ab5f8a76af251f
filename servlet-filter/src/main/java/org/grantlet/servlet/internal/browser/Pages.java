package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.pages.ErrorKind;
import org.grantlet.servlet.internal.pages.PageFactory;
import org.grantlet.servlet.internal.pages.PageFactory.When;
import org.grantlet.servlet.internal.pages.PageOptions;
import org.grantlet.servlet.internal.pages.ProviderLabel;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replies with pages, in the language of the browser. Thread-safe. */
public final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  private final String home;
  private final String endpoints;
  private final Function<String, ProviderLabel> providers;
  private final PageOptions options;

  public Pages(
      HostedAuthFlow flow, Function<String, ProviderLabel> providers, PageOptions options) {
    home = flow.urls().baseUrl() + "/";
    endpoints = flow.urls().baseUrl() + flow.urls().path();
    this.providers = providers;
    this.options = options;
  }

  /**
   * Asks whether opening the login URL was meant.
   *
   * @param why the provider has ended what is to be reconnected; null to say nothing of it
   */
  void confirm(EndpointRequest request, String id, String provider, Grant.@Nullable Reason why)
      throws IOException {
    ProviderLabel label = providers.apply(provider);
    String action = endpoints + "/login";
    write(
        request,
        200,
        why == null
            ? in(request).confirm(action, id, label)
            : in(request).reconnect(action, id, label, why));
  }

  /**
   * Why a choice is refused.
   *
   * @param kind the text's key
   * @param email what the user typed
   * @param provider the provider of that address; empty if unknown
   */
  record Problem(String kind, String email, String provider) {}

  void choose(
      EndpointRequest request,
      int status,
      String id,
      List<Integration> offered,
      @Nullable Problem problem)
      throws IOException {
    Map<String, ProviderLabel> labels = new LinkedHashMap<>();
    offered.forEach(
        integration -> labels.put(integration.provider(), providers.apply(integration.provider())));
    PageFactory factory = in(request);
    write(
        request,
        status,
        factory.choose(
            endpoints + "/login",
            id,
            labels,
            problem == null ? "" : problem.email(),
            problem == null
                ? null
                : factory.problem(
                    problem.kind(), problem.email(), providers.apply(problem.provider()).name())));
  }

  /** Repeats the request from our own page, so that the browser sends its SameSite cookies. */
  void retryFromOurPage(EndpointRequest request) throws IOException {
    goOn(request, endpoints + request.subPath(), SameSiteRetry.MARK + "=1", When.NOW);
  }

  /** Repeats the request a little later, while another request of this browser is being served. */
  void repeatSoon(EndpointRequest request) throws IOException {
    goOn(request, endpoints + request.subPath(), null, When.SOON);
  }

  /** Repeats the request, which was no navigation, when a person presses the button. */
  void askToContinue(EndpointRequest request) throws IOException {
    goOn(request, endpoints + request.subPath(), null, When.PRESSED);
  }

  /** Returns to the application when a person presses the button: this was no navigation. */
  void askToReturn(EndpointRequest request) throws IOException {
    goOn(request, request.http().getRequestURI(), null, When.PRESSED);
  }

  private void goOn(EndpointRequest request, String address, @Nullable String mark, When when)
      throws IOException {
    boolean post = request.isPost();
    String query =
        Stream.of(mark, post ? null : request.http().getQueryString())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("&"));
    String target = query.isEmpty() ? address : address + "?" + query;
    PageFactory pages = in(request);
    write(
        request,
        200,
        post ? pages.goOn(target, request.parameters(), when) : pages.goOn(target, when));
  }

  /** Explains an error: by the kind of a {@link PageException}, else by the error's code. */
  public void error(EndpointRequest request, GrantletException failure) throws IOException {
    ErrorKind kind =
        failure instanceof PageException special ? special.kind() : ErrorKind.of(failure);
    String again = kind == ErrorKind.UNAVAILABLE ? again(request) : null;
    PageFactory.Failure what =
        new PageFactory.Failure(kind, failure.code().wire(), request.requestId());
    write(request, failure.status(), in(request).error(what, home, again));
  }

  /** The request's own address, relative to itself; null for a form that has none. */
  private static @Nullable String again(EndpointRequest request) {
    String id = request.subPath().equals("/login") ? request.single("id") : null;
    if (id != null) {
      return "?id="
          + URLEncoder.encode(id, StandardCharsets.UTF_8)
          + "&"
          + LoginEndpoint.ASK
          + "=1";
    }
    String query = Objects.requireNonNullElse(request.http().getQueryString(), "");
    return request.isPost() ? null : "?" + query;
  }

  private PageFactory in(EndpointRequest request) {
    return options.in(Collections.list(request.http().getLocales()));
  }

  private void write(EndpointRequest request, int status, Page page) throws IOException {
    HttpServletResponse response = request.response();
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
    } catch (Throwable e) { // the application's code may throw anything
      String name = renderer.getClass().getName();
      LOG.error("{} failed; the page is shown as it ships", name, Reason.loggable(e));
      return page.html();
    }
  }
}
