package org.grantlet.servlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect may lead: a header has printable ASCII alone. */
class RepliesTest {
  private final Map<String, String> headers = new HashMap<>();

  private final HttpServletResponse response =
      (HttpServletResponse)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (proxy, method, arguments) -> {
                headers.put(
                    String.valueOf(arguments[0]), String.valueOf(arguments[arguments.length - 1]));
                return null;
              });

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com/back?a=b%20c, https://app.example.com/back?a=b%20c",
    "https://shop.example.com/caf\u00E9?a=\u00FC, https://shop.example.com/caf%C3%A9?a=%C3%BC"
  })
  void redirect_toAnyAddress_isAscii(String address, String location) {
    Replies.redirect(response, address);
    assertThat(headers).containsOnly(Map.entry("303", "303"), Map.entry("Location", location));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/\r\nSet-Cookie: a=b",
        "https://app.example.com/a b",
        "https://app.example.com/\u007F",
        "https://app.example.com\\@evil.example",
        "https://app.example.com/{a}",
        "https://app.example.com/?a=\"<b>\"",
        "https://app.example.com/^`|"
      })
  void redirect_toNoAddress_isRefused(String address) {
    assertThatThrownBy(() -> Replies.redirect(response, address))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(headers).isEmpty();
  }
}
