package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestBrowserTest {
  private HttpServer server;
  private URI base;
  private final TestBrowser browser = new TestBrowser();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    page("/set", "Set-Cookie", "a=1; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=None");
    page("/set-below", "Set-Cookie", "b=2; Path=/below");
    page("/clear", "Set-Cookie", "a=; Path=/; Max-Age=0");
    server.createContext("/below", exchange -> reply(exchange, 200, cookie(exchange)));
    server.createContext("/echo", exchange -> reply(exchange, 200, body(exchange)));
    server.createContext(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "below");
          reply(exchange, 303, "");
        });
    server.createContext(
        "/form",
        exchange ->
            reply(
                exchange,
                200,
                "<form action=\"/echo?x&amp;y\" method='post'><input type=hidden name=\"h\""
                    + " value=\"&lt;1&gt;\"><input name=\"user\"></form>"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void open_keepsCookiesAndFollowsRedirects() {
    browser.get(base.resolve("/set"));
    HttpResponse<String> page = browser.open(base + "/away");
    assertThat(page.uri().getPath()).isEqualTo("/below");
    assertThat(page.body()).isEqualTo("a=1");
  }

  @Test
  void cookies_goWhereTheirPathSays() {
    browser.open(base + "/set-below");
    assertThat(browser.cookies(base.resolve("/below/it"))).containsEntry("b", "2");
    assertThat(browser.cookies(base.resolve("/belows"))).isEmpty();
  }

  @Test
  void cookies_areClearedByTheServerOrAtAll() {
    browser.open(base + "/set");
    browser.open(base + "/clear");
    assertThat(browser.cookies(base.resolve("/"))).isEmpty();
    browser.open(base + "/set");
    assertThat(browser.forget().cookies(base.resolve("/"))).isEmpty();
  }

  @Test
  void submit_sendsHiddenFieldsAlong() {
    HttpResponse<String> form = browser.open(base + "/form");
    HttpResponse<String> echo = browser.submit(form, Map.of("user", "a&b"));
    assertThat(echo.uri().getQuery()).isEqualTo("x&y");
    assertThat(echo.body()).contains("h=%3C1%3E").contains("user=a%26b");
  }

  private void page(String path, String header, String value) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set(header, value);
          reply(exchange, 200, "");
        });
  }

  private static String cookie(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
