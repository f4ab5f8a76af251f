package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The least of a browser: keeps cookies, follows redirects, submits forms; runs no script. Cookies
 * are kept for each host and port (unlike in browsers, where ports share them), and {@code Secure}
 * ones are sent on loopback, as Chromium does. Not thread-safe: one browser is one person.
 */
public final class TestBrowser {
  private static final int REDIRECTS = 20;

  private final HttpClient http;
  private final Map<String, List<HttpCookie>> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** A browser without cookies. */
  public TestBrowser() {
    http = client().build();
  }

  /** A browser without cookies that trusts the certificates that this context does. */
  public TestBrowser(SSLContext tls) {
    http = client().sslContext(tls).build();
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(60));
  }

  /** Sends this header with every request from now on, for example {@code Accept-Language}. */
  public TestBrowser header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Goes to an address and on to wherever it redirects. */
  public HttpResponse<String> open(String address) {
    return open(URI.create(address));
  }

  /** Goes to an address and on to wherever it redirects. */
  public HttpResponse<String> open(URI address) {
    return follow(get(address));
  }

  /** Goes to an address and stays there, even if it redirects. */
  public HttpResponse<String> get(URI address) {
    return send(address, HttpRequest.newBuilder(address).GET());
  }

  /** Posts a form and goes on to wherever the answer redirects. */
  public HttpResponse<String> submit(URI address, Map<String, String> fields) {
    return follow(post(address, fields));
  }

  /** Fills the first form of a page in and submits it; hidden fields go along. */
  public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields) {
    HtmlForm form = HtmlForm.first(page.body());
    Map<String, List<String>> all = new LinkedHashMap<>(form.fields());
    all.putAll(several(fields));
    URI target = form.action().isEmpty() ? page.uri() : page.uri().resolve(form.action());
    return follow(postAll(target, all));
  }

  /** Posts a form and stays there, even if the answer redirects. */
  public HttpResponse<String> post(URI address, Map<String, String> fields) {
    return postAll(address, several(fields));
  }

  private static Map<String, List<String>> several(Map<String, String> fields) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    fields.forEach((name, value) -> parameters.put(name, List.of(value)));
    return parameters;
  }

  private HttpResponse<String> postAll(URI address, Map<String, List<String>> fields) {
    return send(
        address,
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(URLUtils.serializeParameters(fields))));
  }

  /** Goes on from an answer that redirects; any other comes back as it is. */
  public HttpResponse<String> follow(HttpResponse<String> response) {
    HttpResponse<String> here = response;
    for (int i = 0; i < REDIRECTS; i++) {
      Optional<String> location = here.headers().firstValue("Location");
      if (here.statusCode() / 100 != 3 || location.isEmpty()) {
        return here;
      }
      here = get(here.uri().resolve(location.get()));
    }
    throw new AssertionError("More than " + REDIRECTS + " redirects, last to " + here.uri());
  }

  /** The cookies for an address, by name. */
  public Map<String, String> cookies(URI address) {
    Map<String, String> sent = new LinkedHashMap<>();
    jar(address).stream()
        .filter(cookie -> isBelow(address.getPath(), cookie.getPath()))
        .forEach(cookie -> sent.put(cookie.getName(), cookie.getValue()));
    return sent;
  }

  /** Forgets all cookies, as if it were another browser. */
  public TestBrowser forget() {
    cookies.clear();
    return this;
  }

  private HttpResponse<String> send(URI address, HttpRequest.Builder request) {
    headers.forEach(request::setHeader);
    List<String> pairs = new ArrayList<>();
    cookies(address).forEach((name, value) -> pairs.add(name + "=" + value));
    if (!pairs.isEmpty()) {
      request.setHeader("Cookie", String.join("; ", pairs));
    }
    try {
      HttpResponse<String> response =
          http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(header -> keep(address, header));
      return response;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("No answer from " + address, e);
    }
  }

  private void keep(URI address, String header) {
    for (HttpCookie cookie : HttpCookie.parse("Set-Cookie: " + header)) {
      if (cookie.getPath() == null) {
        cookie.setPath("/");
      }
      List<HttpCookie> jar = jar(address);
      jar.removeIf(
          old -> old.getName().equals(cookie.getName()) && old.getPath().equals(cookie.getPath()));
      if (!cookie.hasExpired()) {
        jar.add(cookie);
      }
    }
  }

  private List<HttpCookie> jar(URI address) {
    return cookies.computeIfAbsent(address.getAuthority(), authority -> new ArrayList<>());
  }

  private static boolean isBelow(String path, String cookiePath) {
    return path.startsWith(cookiePath)
        && (cookiePath.endsWith("/")
            || path.length() == cookiePath.length()
            || path.charAt(cookiePath.length()) == '/');
  }
}
