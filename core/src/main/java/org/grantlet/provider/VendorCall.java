package org.grantlet.provider;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.grantlet.Secret;
import org.grantlet.json.Json;
import org.grantlet.provider.catalogue.BodyFormat;
import org.grantlet.provider.catalogue.Credentials;
import org.grantlet.provider.catalogue.EndReason;
import org.grantlet.provider.catalogue.ProviderEntry;
import org.grantlet.provider.catalogue.RefreshRefusal;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider, and what its answer means by the entry.
 *
 * @param status of HTTP
 * @param json the body, an object or an array; an empty object if it is neither
 * @param retryAfter how long the provider asks to be left alone; null if it does not
 */
record VendorCall(int status, Object json, @Nullable Duration retryAfter) {

  /** A request with its parameters where the format has them. */
  static HTTPRequest request(
      String method, URI uri, BodyFormat format, Map<String, String> parameters) {
    URI target = uri;
    if (format == BodyFormat.QUERY && !parameters.isEmpty()) {
      String separator = uri.getRawQuery() == null ? "?" : "&";
      target = URI.create(uri + separator + form(parameters));
    }
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.valueOf(method), target);
    request.setAccept("application/json"); // GitHub answers a form otherwise
    if (format == BodyFormat.FORM) {
      request.setHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
      request.setBody(form(parameters));
    } else if (format == BodyFormat.JSON) {
      request.setHeader("Content-Type", "application/json");
      request.setBody(Json.text(parameters));
    }
    return request;
  }

  /** A request that says who it comes from. */
  static HTTPRequest request(
      String method,
      URI uri,
      BodyFormat format,
      Map<String, String> parameters,
      Credentials credentials,
      Provider provider,
      ClientCredentials client,
      Secret accessToken) {
    String clientMethod =
        switch (credentials) {
          case CLIENT -> provider.authMethod();
          case BASIC -> "client_secret_basic";
          case BEARER, NONE -> "";
        };
    Map<String, String> all = new LinkedHashMap<>(parameters);
    if (!clientMethod.isEmpty()) {
      all.putAll(client.inBody(clientMethod));
    }
    HTTPRequest request = request(method, uri, format, all);
    client.authenticate(request, clientMethod);
    if (credentials == Credentials.BEARER) {
      request.setAuthorization("Bearer " + accessToken.reveal());
    }
    return request;
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a request. */
  static VendorCall send(ProviderTransport transport, HTTPRequest request) {
    try {
      HTTPResponse response = request.send(transport);
      String body = response.getBody();
      return new VendorCall(
          response.getStatusCode(),
          body == null ? Map.of() : parse(body),
          RetryAfter.of(response.getHeaderValue("Retry-After"), Instant.now()));
    } catch (IOException e) {
      throw ProviderException.unreachable(
          "The provider did not answer: " + ProviderException.clean(String.valueOf(e.getMessage())),
          e);
    }
  }

  private static Object parse(String body) {
    try {
      return Json.tree(body);
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /** The body as an object; empty if it is none. */
  @SuppressWarnings("unchecked") // JSON objects have string names
  Map<String, Object> object() {
    return json instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }

  boolean isEmpty() {
    return json instanceof Map<?, ?> map && map.isEmpty();
  }

  boolean hasSuccessStatus() {
    return status / 100 == 2;
  }

  /** What went wrong; null if nothing did. Some providers send errors with status 200. */
  @Nullable ProviderException failure(ProviderEntry entry) {
    return failure(entry, List.of());
  }

  /** The same, where some answers are the end of a grant. */
  @Nullable ProviderException failure(ProviderEntry entry, List<RefreshRefusal> refusals) {
    Map<String, Object> body = object();
    String error = entry.token().error().text(body);
    boolean successful =
        hasSuccessStatus()
            && entry.success().entrySet().stream().allMatch(body.entrySet()::contains);
    if (successful && error == null) {
      return null;
    }
    if (status >= 500 || status == 429 || "temporarily_unavailable".equals(error)) {
      return ProviderException.busy("The provider answered HTTP status " + status, retryAfter);
    }
    EndReason end =
        refusals.stream()
            .filter(refusal -> refusal.fits(status, error, body))
            .findFirst()
            .map(RefreshRefusal::reason)
            .orElse(null);
    if (error == null && end == null) {
      return ProviderException.malformed("The provider answered HTTP status " + status, null);
    }
    Object description = body.get("error_description");
    return ProviderException.refused(
        error == null ? "HTTP status " + status : error,
        description == null ? null : description.toString(),
        end);
  }
}
