package org.grantlet.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.VendorDescription.Call;
import org.grantlet.testing.VendorDescription.Pkce;
import org.grantlet.testing.VendorDescription.Refresh;
import org.jspecify.annotations.Nullable;

/** A client of a vendor that does as its description says, or, where a test wants, does not. */
final class VendorClient {
  private static final CodeVerifier VERIFIER = new CodeVerifier();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final VendorSimulator simulator;
  private final VendorDescription vendor;
  private final URI callbackUri;

  /** To be changed by tests; at first what is right. */
  final Map<String, String> authorization = new LinkedHashMap<>();

  final Map<String, String> token = new LinkedHashMap<>();
  final Map<String, String> headers = new LinkedHashMap<>();
  String method;
  String secret;
  String body;

  VendorClient(VendorSimulator simulator, URI callbackUri) {
    this.simulator = simulator;
    vendor = simulator.description();
    this.callbackUri = callbackUri;
    method = vendor.token().authentication().get(0);
    secret = String.valueOf(simulator.settings().get("client_secret"));
    body = vendor.token().bodies().get(0);
    headers.putAll(vendor.token().headers());
    headers.putIfAbsent("Accept", "application/json");
    authorization.put("response_type", "code");
    authorization.put("client_id", clientId());
    authorization.put("redirect_uri", callbackUri.toString());
    authorization.put("state", "client-state");
    authorization.putAll(vendor.authorization().parameters());
    authorization.putAll(vendor.authorization().offline());
    if (vendor.authorization().incremental() != null) {
      authorization.putAll(vendor.authorization().incremental().again());
    }
    String separator = vendor.authorization().scopeSeparator();
    authorization.remove("scope");
    if (separator != null) {
      authorization.put(
          vendor.authorization().scopeParameter(), String.join(separator, vendor.scopes()));
    }
    token.putAll(vendor.token().parameters());
    if (vendor.authorization().pkce() == Pkce.REQUIRED
        || vendor.authorization().pkce() == Pkce.ACCEPTED) {
      withPkce();
    }
  }

  void withPkce() {
    authorization.put(
        "code_challenge", CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue());
    authorization.put("code_challenge_method", "S256");
    token.put("code_verifier", VERIFIER.getValue());
  }

  private String clientId() {
    return String.valueOf(simulator.settings().get("client_id"));
  }

  private URI authorizationUri() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    authorization.forEach((name, value) -> parameters.put(name, List.of(value)));
    return URI.create(
        vendor.authorization().url() + "?" + URLUtils.serializeParameters(parameters));
  }

  AuthorizationAnswer authorize() {
    return AuthorizationAnswer.to(authorizationUri());
  }

  int authorizationStatus() {
    return new TestBrowser().get(authorizationUri()).statusCode();
  }

  HttpResponse<String> exchange(@Nullable String code) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", String.valueOf(code));
    parameters.put("redirect_uri", callbackUri.toString());
    parameters.putAll(token);
    return post(vendor.token().url(), parameters);
  }

  HttpResponse<String> refresh(Refresh refresh, String refreshToken) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "refresh_token");
    parameters.put("refresh_token", refreshToken);
    parameters.put("redirect_uri", callbackUri.toString());
    return post(refresh.url(), parameters);
  }

  private HttpResponse<String> post(String url, Map<String, String> parameters) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    headers.forEach(request::setHeader);
    authenticate(method, request, parameters);
    return send(write("POST", body, request, parameters));
  }

  /** Calls with a token, in the first way that the description names. */
  HttpResponse<String> call(Call call, String accessOrRefreshToken) {
    String url = call.url().replace("{client_id}", clientId()).replace("{version}", "v1");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.replace("{token}", accessOrRefreshToken)));
    call.headers().forEach(request::setHeader);
    Map<String, String> parameters = new LinkedHashMap<>();
    String way = call.authentication().get(0);
    if (way.equals("none") || way.startsWith("client_secret")) {
      parameters.put(call.token(), accessOrRefreshToken);
      authenticate(way, request, parameters);
    } else if (way.startsWith("X-")) {
      request.setHeader(way, accessOrRefreshToken);
    } else {
      request.setHeader("Authorization", way + " " + accessOrRefreshToken);
    }
    if (!call.contains().isEmpty()) {
      parameters.put("query", "{" + call.contains() + "{id}}");
    }
    String format = call.body() == null ? (parameters.isEmpty() ? "none" : "form") : call.body();
    return send(write(call.method(), format, request, parameters));
  }

  private void authenticate(
      String way, HttpRequest.Builder request, Map<String, String> parameters) {
    if (way.equals("client_secret_basic")) {
      ClientSecretBasic basic = new ClientSecretBasic(new ClientID(clientId()), new Secret(secret));
      request.setHeader("Authorization", basic.toHTTPAuthorizationHeader());
    } else if (way.equals("client_secret_post")) {
      parameters.put("client_id", clientId());
      parameters.put("client_secret", secret);
    }
  }

  private static HttpRequest write(
      String method, String format, HttpRequest.Builder request, Map<String, String> parameters) {
    if (format.equals("none")) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    if (format.equals("json")) {
      return request
          .setHeader("Content-Type", "application/json")
          .method(
              method,
              BodyPublishers.ofString(
                  JSONObjectUtils.toJSONString(new LinkedHashMap<String, Object>(parameters))))
          .build();
    }
    Map<String, List<String>> form = new LinkedHashMap<>();
    parameters.forEach((name, value) -> form.put(name, List.of(value)));
    return request
        .setHeader("Content-Type", "application/x-www-form-urlencoded")
        .method(method, BodyPublishers.ofString(URLUtils.serializeParameters(form)))
        .build();
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("No answer from " + request.uri(), e);
    }
  }
}
