package org.grantlet.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.grantlet.testing.TestBrowser;

/**
 * A person's browser, as far as a login needs one: it keeps cookies, goes on where it is redirected
 * to, and submits forms; it runs no script, but submits the form by which a provider answers
 * ({@code form_post}). Not thread-safe.
 */
public final class FakeBrowser {
  private static final String SUBMITS_ITSELF = "document.forms[0].submit()";
  private static final int PAGES = 5;

  private final TestBrowser browser = new TestBrowser();
  private final Supplier<String> baseUrl;

  FakeBrowser(Supplier<String> baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * Opens a page, and goes on to wherever it redirects, through the provider too.
   *
   * @param address a path of the application, below its base URL, or a whole URL
   */
  public Page get(String address) {
    return arrive(browser.open(uri(address)));
  }

  /**
   * Posts a form, and goes on to wherever the answer redirects.
   *
   * @param address a path of the application, below its base URL, or a whole URL
   */
  public Page post(String address, Map<String, String> fields) {
    return arrive(browser.submit(uri(address), fields));
  }

  /** Sends this header with every request from now on, for example {@code Accept-Language}. */
  public FakeBrowser header(String name, String value) {
    browser.header(name, value);
    return this;
  }

  /** The cookies for a path of the application, or a whole URL: their values by name. */
  public Map<String, String> cookies(String address) {
    return browser.cookies(uri(address));
  }

  /** Forgets all cookies, as if it were another person's browser. */
  public FakeBrowser forget() {
    browser.forget();
    return this;
  }

  private URI uri(String address) {
    return URI.create(address.startsWith("/") ? baseUrl.get() + address : address);
  }

  private Page arrive(HttpResponse<String> response) {
    HttpResponse<String> here = response;
    for (int i = 0; i < PAGES && here.body().contains(SUBMITS_ITSELF); i++) {
      here = browser.submit(here, Map.of());
    }
    return new Page(here);
  }

  /** Where a browser has arrived. */
  public final class Page {
    private final HttpResponse<String> response;

    private Page(HttpResponse<String> response) {
      this.response = response;
    }

    /** The HTTP status. */
    public int status() {
      return response.statusCode();
    }

    /** The address of the page. */
    public URI uri() {
      return response.uri();
    }

    /** The path of its address, without the query. */
    public String path() {
      return response.uri().getPath();
    }

    /** The body. */
    public String text() {
      return response.body();
    }

    /** A header; empty if the response does not have it. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Presses the button of the first form: "Continue" on the page of a login URL. */
    public Page submit() {
      return submit(Map.of());
    }

    /** Fills the first form in and submits it; hidden fields go along. */
    public Page submit(Map<String, String> fields) {
      return arrive(browser.submit(response, fields));
    }

    @Override
    public String toString() {
      return status() + " " + uri() + "\n" + text();
    }
  }
}
