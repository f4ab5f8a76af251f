package org.grantlet.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a vendor reads it: parameters come from the query and from a form or JSON body. */
final class VendorRequest {
  private final RecordedRequest request;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final String bodyFormat;

  VendorRequest(RecordedRequest request) {
    this.request = request;
    put(URLUtils.parseParameters(request.uri().getRawQuery()));
    String type = String.valueOf(request.header("Content-Type")).toLowerCase(Locale.ROOT);
    if (request.body().isEmpty()) {
      bodyFormat = "none";
    } else if (type.startsWith("application/x-www-form-urlencoded")) {
      bodyFormat = "form";
      put(URLUtils.parseParameters(request.body()));
    } else if (type.startsWith("application/json")) {
      bodyFormat = "json";
      json(request.body()).forEach((name, value) -> parameters.put(name, String.valueOf(value)));
    } else {
      bodyFormat = type;
    }
  }

  private void put(Map<String, List<String>> several) {
    several.forEach((name, values) -> parameters.put(name, String.join("&", values)));
  }

  private static Map<String, Object> json(String body) {
    try {
      return JSONObjectUtils.parse(body);
    } catch (java.text.ParseException e) {
      return Map.of();
    }
  }

  String method() {
    return request.method();
  }

  String path() {
    return request.uri().getPath();
  }

  String body() {
    return request.body();
  }

  /** {@code form}, {@code json}, {@code none}, or the content type. */
  String bodyFormat() {
    return bodyFormat;
  }

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  boolean has(Map<String, String> required) {
    return required.entrySet().stream().allMatch(e -> e.getValue().equals(parameter(e.getKey())));
  }

  @Nullable String header(String name) {
    return request.header(name);
  }

  /** Whether headers contain what is needed, such as a media type among several accepted. */
  boolean hasHeaders(Map<String, String> required) {
    return required.entrySet().stream()
        .allMatch(e -> String.valueOf(header(e.getKey())).contains(e.getValue()));
  }

  /** Whether the client authenticates by one of these methods, and by no other. */
  boolean isAuthenticated(List<String> methods, String clientId, String clientSecret) {
    String header = String.valueOf(header("Authorization"));
    boolean basic = header.startsWith("Basic ");
    boolean post = parameter("client_secret") != null;
    if (basic && post) {
      return false;
    }
    if (basic) {
      return methods.contains("client_secret_basic") && isRight(header, clientId, clientSecret);
    }
    boolean named = clientId.equals(parameter("client_id"));
    return post
        ? methods.contains("client_secret_post")
            && named
            && clientSecret.equals(parameter("client_secret"))
        : methods.contains("none");
  }

  private static boolean isRight(String basicHeader, String clientId, String clientSecret) {
    try {
      ClientSecretBasic basic = ClientSecretBasic.parse(basicHeader);
      return clientId.equals(basic.getClientID().getValue())
          && clientSecret.equals(basic.getClientSecret().getValue());
    } catch (ParseException e) {
      return false;
    }
  }
}
