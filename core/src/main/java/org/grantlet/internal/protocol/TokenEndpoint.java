package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.BodyFormat;
import org.grantlet.internal.catalog.RefreshRefusal;
import org.grantlet.internal.catalog.RefreshRules;
import org.grantlet.internal.catalog.RevocationRules;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.catalog.TokenRules;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.ProviderHook;
import org.jspecify.annotations.Nullable;

/** Exchanges codes and refresh tokens, and revokes tokens. Thread-safe. */
public final class TokenEndpoint {
  /** Parameters that anybody may read. */
  private static final Set<String> NO_SECRETS = Set.of("grant_type", "redirect_uri", "client_id");

  private final HttpTransport transport;

  TokenEndpoint(HttpTransport transport) {
    this.transport = transport;
  }

  /**
   * Exchanges an authorization code (RFC 6749 section 4.1.3).
   *
   * @param callbackUri the authorization request's
   * @param codeVerifier by RFC 7636; null if the request had no challenge
   */
  public TokenResponse exchange(
      ResolvedProvider provider,
      ClientCredentials client,
      String code,
      String callbackUri,
      @Nullable String codeVerifier) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("redirect_uri", callbackUri);
    if (codeVerifier != null) {
      parameters.put("code_verifier", codeVerifier);
    }
    BodyFormat body = provider.entry().token().body();
    return ask(provider, client, provider.tokenEndpoint(), body, parameters, Map.of(), List.of());
  }

  /** Uses a refresh token (RFC 6749 section 6), or the access token where the entry says so. */
  public TokenResponse refresh(ResolvedProvider provider, ClientCredentials client, Secret token) {
    RefreshRules rules = provider.entry().refresh();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", rules.grantType());
    parameters.put(rules.tokenParameter(), token.reveal());
    BodyFormat body = rules.body() == null ? provider.entry().token().body() : rules.body();
    return ask(
        provider,
        client,
        provider.refreshEndpoint(),
        body,
        parameters,
        rules.parameters(),
        rules.refusals());
  }

  private TokenResponse ask(
      ResolvedProvider provider,
      ClientCredentials client,
      URI endpoint,
      BodyFormat body,
      Map<String, String> standard,
      Map<String, Template> more,
      List<RefreshRefusal> refusals) {
    TokenRules rules = provider.entry().token();
    Map<String, String> named = new LinkedHashMap<>();
    ClientAuthentication authentication =
        new ClientAuthentication(client, provider.endpoints().authMethod());
    standard.putAll(authentication.inBody());
    for (Map.Entry<String, String> each : standard.entrySet()) {
      named.put(rules.parameterNames().getOrDefault(each.getKey(), each.getKey()), each.getValue());
    }
    named.putAll(provider.fill(rules.parameters()));
    named.putAll(provider.fill(more));
    ProviderHook hook = provider.hook();
    HttpRequest request =
        ProviderResponse.request(
            body == BodyFormat.QUERY ? "GET" : "POST",
            endpoint,
            body,
            hook == null ? named : hook.tokenRequest(provider, client, named));
    authentication.authenticate(request);
    provider.fill(rules.headers()).forEach(request::header);
    if (!"authorization_code".equals(standard.get("grant_type"))) {
      request.once(); // the provider could take a second refresh for the use of a stolen token
    }
    ProviderResponse call = ProviderResponse.send(transport, request, provider, "token");
    ProviderException failure =
        call.failure(provider.entry(), refusals, () -> secrets(standard, client));
    if (failure != null) {
      throw failure;
    }
    if (call.object().isEmpty()) {
      throw ProviderException.malformed("The token response is not a JSON object", null);
    }
    return TokenResponse.parse(call.object(), provider);
  }

  /** Revokes a token (RFC 7009, or as the entry says) where the provider has an endpoint for it. */
  public void revoke(
      ResolvedProvider provider,
      ClientCredentials client,
      Secret accessToken,
      @Nullable Secret refreshToken) {
    Template endpoint = provider.endpoints().revocation();
    if (endpoint == null) {
      return;
    }
    RevocationRules rules = provider.entry().revocation();
    Secret token = refreshToken == null || rules.accessToken() ? accessToken : refreshToken;
    UnaryOperator<String> values = provider.values(client, token);
    HttpRequest request =
        ProviderResponse.request(
            rules.method(),
            endpoint.uri(values),
            rules.body(),
            Template.fill(rules.parameters(), values),
            rules.credentials(),
            provider,
            client,
            accessToken);
    Template.fill(rules.headers(), values).forEach(request::header);
    ProviderResponse call = ProviderResponse.send(transport, request, provider, "revocation");
    ProviderException failure =
        call.failure(
            provider.entry(), List.of(), () -> secrets(Map.of("token", token.reveal()), client));
    if (failure != null) {
      throw failure;
    }
  }

  /** What some providers repeat when they refuse a request: the code, tokens, the verifier. */
  private static Collection<String> secrets(Map<String, String> sent, ClientCredentials client) {
    return Stream.of(
            sent.entrySet().stream()
                .filter(parameter -> !NO_SECRETS.contains(parameter.getKey()))
                .map(Map.Entry::getValue),
            Stream.ofNullable(client.clientSecret()).map(Secret::reveal),
            client.secrets().values().stream().map(Secret::reveal))
        .flatMap(each -> each)
        .toList();
  }
}
