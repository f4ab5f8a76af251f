package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.AuthorizationRules;
import org.grantlet.internal.catalog.CapturedSetting;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.catalog.ValueSource.Origin;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.Provider;
import org.grantlet.provider.ProviderHook;
import org.jspecify.annotations.Nullable;

/**
 * The provider of one integration: its endpoints and its rules. Immutable.
 *
 * @param entry the catalog's; a plain one for a provider outside it
 * @param tenants those whose accounts are accepted; empty for all
 */
public record ResolvedProvider(
    ProviderDefinition entry,
    InputValues inputs,
    ResolvedEndpoints endpoints,
    Set<String> tenants,
    @Nullable ProviderHook hook)
    implements Provider {

  /** The variable in Microsoft's issuer for all tenants. */
  static final String TENANT_ID = "{tenantid}";

  /** Where it is, by settings, entry and discovery together. */
  record ResolvedEndpoints(
      @Nullable String issuer,
      Template authorization,
      Template token,
      @Nullable Template userinfo,
      @Nullable Template revocation,
      @Nullable Template jwks,
      ClientAuthMethod authMethod,
      Set<String> idTokenAlgorithms,
      boolean issInResponse) {}

  /** This provider with more settings. */
  public ResolvedProvider with(Map<String, String> settings) {
    if (settings.isEmpty()) {
      return this;
    }
    Map<String, Object> extras = new LinkedHashMap<>(inputs.extras());
    extras.putAll(settings);
    return new ResolvedProvider(
        entry, new InputValues(entry, inputs.integration(), extras), endpoints, tenants, hook);
  }

  /** The rules of its authorization requests. */
  public AuthorizationRules authorization() {
    return entry.authorization();
  }

  /** Whether a login with these scopes asks for a refresh token. */
  public boolean asksForRefreshToken(List<String> scope) {
    return scope.contains("offline_access") || authorization().offline();
  }

  /** The {@code response_mode}: {@code query} or {@code form_post}; null for the default. */
  public @Nullable String responseMode() {
    String chosen = inputs.integration().setting("response_mode");
    return chosen == null ? authorization().responseMode() : chosen;
  }

  @Override
  public String name() {
    return inputs.integration().provider();
  }

  @Override
  public URI authorizationEndpoint() {
    return filled(endpoints.authorization());
  }

  /** Parameters of the entry, without those that are empty. */
  public Map<String, String> fill(Map<String, Template> parameters) {
    return Template.fill(parameters, inputs::get);
  }

  @Override
  public URI tokenEndpoint() {
    return filled(endpoints.token());
  }

  URI refreshEndpoint() {
    Template endpoint = entry.refresh().endpoint();
    return endpoint == null ? tokenEndpoint() : filled(endpoint);
  }

  @Override
  public @Nullable URI userinfoEndpoint() {
    Template endpoint = userinfo();
    if (endpoint == null
        || endpoint.variables().contains("token")
        || endpoint.variables().contains("client_id")) {
      return null;
    }
    return filled(endpoint);
  }

  /** Null also while a setting that it depends on is missing. */
  @Nullable Template userinfo() {
    Template endpoint = endpoints.userinfo();
    return endpoint == null || inputs.canFill(endpoint) ? endpoint : null;
  }

  /** Whether it has a revocation endpoint. */
  public boolean revokes() {
    return endpoints.revocation() != null;
  }

  /** Whether a revocation ends all tokens of the user and client, those of other grants, too. */
  public boolean revocationEndsAll() {
    return entry.revocation().endsAll();
  }

  @Nullable URI jwksUri() {
    return endpoints.jwks() == null ? null : filled(endpoints.jwks());
  }

  private URI filled(Template endpoint) {
    return endpoint.uri(inputs::get);
  }

  /** The values of templates that may have the client and a token beside the inputs. */
  UnaryOperator<String> values(ClientCredentials client, Secret token) {
    return variable ->
        switch (variable) {
          case "token" -> token.reveal();
          case "client_id" -> client.clientId();
          default -> inputs.get(variable);
        };
  }

  @Override
  public @Nullable String setting(String name) {
    return inputs.given(name);
  }

  /** The form of HTTP Basic that it accepts. */
  ClientAuthMethod basicMethod() {
    ClientAuthMethod unencoded = ClientAuthMethod.CLIENT_SECRET_BASIC_UNENCODED;
    return endpoints.authMethod() == unencoded ? unencoded : ClientAuthMethod.CLIENT_SECRET_BASIC;
  }

  /** The token type, whatever its responses say; null to use theirs. */
  @Nullable String tokenType() {
    String chosen = inputs.integration().setting("token_type");
    return chosen == null ? entry.token().tokenType() : chosen;
  }

  /** What the integration adds to authorization requests, by name. */
  public Map<String, String> authorizationParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (inputs.integration().settings().get("authorization_parameters") instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> each : map.entrySet()) {
        parameters.put(String.valueOf(each.getKey()), String.valueOf(each.getValue()));
      }
    }
    return parameters;
  }

  /** Whether authorization responses must name the issuer (RFC 9207). */
  public boolean issInResponse() {
    return endpoints.issInResponse();
  }

  /** Whether the hook, if any, accepts the authorization response. */
  public boolean acceptsAnswer(ClientCredentials client, Map<String, List<String>> parameters) {
    return hook == null || hook.acceptsAnswer(client, parameters);
  }

  /** Settings from an authorization response, all checked: they may become part of a URL. */
  public Map<String, String> captured(Map<String, List<String>> response) {
    Map<String, String> values = new LinkedHashMap<>();
    for (CapturedSetting setting : entry.captured()) {
      String parameter = setting.from().path().toString();
      if (setting.from().origin() == Origin.CALLBACK
          && (setting.required() || response.containsKey(parameter))) {
        List<String> given = response.getOrDefault(parameter, List.of());
        String value = given.size() == 1 ? setting.of(given.get(0)) : null;
        if (value == null) {
          throw new GrantletException(
              ErrorCode.EXCHANGE_FAILED,
              "The response's " + parameter + " is not one of this provider");
        }
        values.put(setting.setting(), value);
      }
    }
    return values;
  }

  /** The settings captured from a response, without those that do not match. */
  Map<String, String> captured(Origin origin, @Nullable Object json) {
    Map<String, String> values = new LinkedHashMap<>();
    for (CapturedSetting setting : entry.captured()) {
      String found = setting.from().text(origin, json);
      String value = found == null ? null : setting.of(found);
      if (value != null && Identity.isStorable(value)) {
        values.put(setting.setting(), value);
      }
    }
    return values;
  }

  /**
   * The issuer that an ID token with this {@code tid}, or an authorization response, must name;
   * null if it is unknown.
   */
  @Nullable String expectedIssuer(@Nullable String tenantId) {
    String issuer = endpoints.issuer();
    if (issuer == null || !issuer.contains(TENANT_ID)) {
      return issuer;
    }
    return tenantId == null ? null : issuer.replace(TENANT_ID, tenantId);
  }

  /** Whether its issuer is known. */
  boolean hasIssuer() {
    return endpoints.issuer() != null;
  }

  /** Whether all its accounts are of one tenant. */
  boolean isOneTenant() {
    return tenants.size() == 1;
  }

  /** Whether ID tokens of a tenant are accepted. */
  boolean acceptsTenant(String tenantId) {
    return tenants.isEmpty() || tenants.contains(tenantId);
  }

  /** Whether an authorization response may name this issuer. */
  public boolean acceptsIssuer(String iss) {
    String issuer = endpoints.issuer();
    if (issuer == null) {
      return true;
    }
    int variable = issuer.indexOf(TENANT_ID);
    if (variable < 0) {
      return issuer.equals(iss);
    }
    int end = iss.length() - (issuer.length() - variable - TENANT_ID.length());
    if (end <= variable) {
      return false;
    }
    String tenant = iss.substring(variable, end);
    return iss.equals(expectedIssuer(tenant)) && tenant.indexOf('/') < 0 && acceptsTenant(tenant);
  }

  @Override
  public String toString() {
    return "ResolvedProvider[" + name() + "]";
  }
}
