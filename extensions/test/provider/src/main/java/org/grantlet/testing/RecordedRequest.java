package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TestProvider} was asked. Immutable.
 *
 * @param endpoint that was asked
 * @param method of HTTP
 * @param uri path and query
 * @param headers by name, compared without regard to case
 * @param body decoded as UTF-8
 */
public record RecordedRequest(
    Endpoint endpoint, String method, URI uri, Map<String, List<String>> headers, String body) {

  static RecordedRequest read(Endpoint endpoint, HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new RecordedRequest(
        endpoint, exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
  }

  /** The parameters of the query and, where the body is a form, of the body. */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.putAll(URLUtils.parseParameters(uri.getRawQuery()));
    if (isForm()) {
      URLUtils.parseParameters(body)
          .forEach(
              (name, values) ->
                  parameters.merge(
                      name,
                      values,
                      (first, second) -> {
                        List<String> both = new ArrayList<>(first);
                        both.addAll(second);
                        return both;
                      }));
    }
    return parameters;
  }

  private boolean isForm() {
    String type = header("Content-Type");
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }

  /** Whether this uses a refresh token. */
  public boolean isRefresh() {
    return endpoint == Endpoint.TOKEN && "refresh_token".equals(parameter("grant_type"));
  }

  /** The first value of a parameter; null if there is none. */
  public @Nullable String parameter(String name) {
    List<String> values = parameters().get(name);
    return values == null ? null : values.get(0);
  }

  /** The first value of a header; null if there is none. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }

  /**
   * How the client authenticated, by the names of OpenID Connect Core §9; {@code none} if not at
   * all, the names joined by {@code +} if in several ways at once.
   */
  public String clientAuthentication() {
    List<String> methods = new ArrayList<>();
    String authorization = header("Authorization");
    if (authorization != null && authorization.startsWith("Basic ")) {
      methods.add("client_secret_basic");
    }
    if (parameter("client_secret") != null) {
      methods.add("client_secret_post");
    }
    if (parameter("client_assertion") != null) {
      methods.add("private_key_jwt");
    }
    return methods.isEmpty() ? "none" : String.join("+", methods);
  }
}
