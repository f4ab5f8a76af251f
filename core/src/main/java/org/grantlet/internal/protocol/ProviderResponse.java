package org.grantlet.internal.protocol;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.BodyFormat;
import org.grantlet.internal.catalog.CallCredentials;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.RefreshRefusal;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.http.HttpResponse;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.http.RetryAfter;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.text.FormText;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * A request to a provider, and what its response means by the entry.
 *
 * @param http the response
 * @param json the body, an object or an array; an empty object if it is neither
 */
public record ProviderResponse(HttpResponse http, Object json) {

  /** A provider must not silence a grant for longer. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A request with parameters. */
  static HttpRequest request(
      String method, URI uri, BodyFormat format, Map<String, String> parameters) {
    URI target = uri;
    if (format == BodyFormat.QUERY && !parameters.isEmpty()) {
      String separator = uri.getRawQuery() == null ? "?" : "&";
      target = URI.create(uri + separator + FormText.of(parameters));
    }
    HttpRequest request = new HttpRequest(method, target);
    if (format == BodyFormat.FORM) {
      request.body("application/x-www-form-urlencoded; charset=UTF-8", FormText.of(parameters));
    } else if (format == BodyFormat.JSON) {
      request.body("application/json", Json.text(parameters));
    }
    return request;
  }

  /** A request that authenticates. */
  static HttpRequest request(
      String method,
      URI uri,
      BodyFormat format,
      Map<String, String> parameters,
      CallCredentials credentials,
      ResolvedProvider provider,
      ClientCredentials client,
      Secret accessToken) {
    if (credentials == CallCredentials.BEARER || credentials == CallCredentials.NONE) {
      HttpRequest request = request(method, uri, format, parameters);
      return credentials == CallCredentials.NONE ? request : request.bearer(accessToken);
    }
    ClientAuthentication authentication =
        new ClientAuthentication(
            client,
            credentials == CallCredentials.BASIC
                ? provider.basicMethod()
                : provider.endpoints().authMethod());
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(authentication.inBody());
    HttpRequest request = request(method, uri, format, all);
    authentication.authenticate(request);
    return request;
  }

  /** Sends a request to one of a provider's endpoints. */
  static ProviderResponse send(
      HttpTransport transport, HttpRequest request, ResolvedProvider provider, String endpoint) {
    try {
      HttpResponse http = transport.send(request, provider.name(), endpoint);
      return new ProviderResponse(http, http.jsonOrForm());
    } catch (IOException e) {
      throw ProviderException.unreachable("The provider did not answer: " + Reason.of(e), e);
    }
  }

  int status() {
    return http.status();
  }

  private @Nullable Duration retryAfter() {
    return RetryAfter.of(http.header("Retry-After"), Instant.now(), LONGEST);
  }

  /** The body as an object; empty if it is not one. */
  Map<String, Object> object() {
    return Json.asObject(json);
  }

  /** The body as a signed JWT; null if it is not one. */
  @Nullable String jwt() {
    return http.jwt();
  }

  boolean isEmpty() {
    return json instanceof Map<?, ?> map && map.isEmpty();
  }

  boolean hasSuccessStatus() {
    return http.hasSuccessStatus();
  }

  /** Its failure; null if it succeeded. Some providers send errors with status 200. */
  @Nullable ProviderException failure(ProviderDefinition entry) {
    return failure(entry, List.of(), List::of);
  }

  /**
   * The same, for a refresh.
   *
   * @param secrets what the request had in it and the failure must not repeat
   */
  @Nullable ProviderException failure(
      ProviderDefinition entry,
      List<RefreshRefusal> refusals,
      Supplier<Collection<String>> secrets) {
    Map<String, Object> body = object();
    String error = entry.token().error().text(body);
    boolean successful =
        hasSuccessStatus() && body.entrySet().containsAll(entry.success().entrySet());
    if (successful && error == null) {
      return null;
    }
    int status = status();
    if (status >= 500 || status == 429 || "temporarily_unavailable".equals(error)) {
      return ProviderException.busy("The provider answered HTTP status " + status, retryAfter());
    }
    RefreshRefusal refusal =
        refusals.stream().filter(each -> each.fits(status, error, body)).findFirst().orElse(null);
    if (error == null && refusal == null) {
      return ProviderException.malformed("The provider answered HTTP status " + status, null);
    }
    Object description = body.get("error_description");
    return ProviderException.refused(
        error == null ? "HTTP status " + status : Reason.without(error, secrets.get()),
        description == null ? null : Reason.without(description.toString(), secrets.get()),
        refusal);
  }
}
