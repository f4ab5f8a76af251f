package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** How to reach the provider of one integration, and what is odd about it. Immutable. */
public final class ResolvedProvider implements Provider {

  /** The stand-in of Microsoft's multi-tenant issuer. */
  static final String TENANT_ID = "{tenantid}";

  /** What is known of where it is, all places considered. */
  record Located(
      @Nullable String issuer,
      Template authorization,
      Template token,
      @Nullable Template userinfo,
      @Nullable Template revocation,
      @Nullable Template jwks,
      ClientAuthMethod authMethod,
      Set<String> idTokenAlgorithms,
      boolean issInResponse) {}

  private final ProviderDefinition entry;
  private final InputValues inputs;
  private final Located located;
  private final Set<String> tenants;
  private final @Nullable ProviderHook hook;

  ResolvedProvider(
      ProviderDefinition entry,
      InputValues inputs,
      Located located,
      Set<String> tenants,
      @Nullable ProviderHook hook) {
    this.entry = entry;
    this.inputs = inputs;
    this.located = located;
    this.tenants = tenants;
    this.hook = hook;
  }

  /** This provider, with more settings to fill its inputs with. */
  public ResolvedProvider with(Map<String, String> kept) {
    if (kept.isEmpty()) {
      return this;
    }
    Map<String, Object> extras = new LinkedHashMap<>(inputs.extras());
    extras.putAll(kept);
    return new ResolvedProvider(
        entry, new InputValues(entry, inputs.integration(), extras), located, tenants, hook);
  }

  /** The catalogue's entry; one that says nothing for a provider outside it. */
  ProviderDefinition entry() {
    return entry;
  }

  /** What is odd about its authorization requests. */
  public AuthorizationRules authorization() {
    return entry.authorization();
  }

  /** Whether a login with these scopes asks for a refresh token. */
  public boolean asksForRefreshToken(List<String> scope) {
    return scope.contains("offline_access") || authorization().offline();
  }

  /** How it answers: {@code query} or {@code form_post}. */
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
    return located.authorization().uri(inputs::get);
  }

  /** Parameters of the entry, those that come out empty left out. */
  public Map<String, String> fill(Map<String, Template> parameters) {
    return VariableValues.fill(parameters, inputs::get);
  }

  @Override
  public URI tokenEndpoint() {
    return located.token().uri(inputs::get);
  }

  URI refreshEndpoint() {
    Template endpoint = entry.refresh().endpoint();
    return endpoint == null ? tokenEndpoint() : endpoint.uri(inputs::get);
  }

  @Override
  public @Nullable URI userinfoEndpoint() {
    Template endpoint = userinfo();
    if (endpoint == null
        || endpoint.holes().contains("token")
        || endpoint.holes().contains("client_id")) {
      return null;
    }
    return endpoint.uri(inputs::get);
  }

  /** Null too while nobody has told what it depends on. */
  @Nullable Template userinfo() {
    Template endpoint = located.userinfo();
    return endpoint == null || inputs.canFill(endpoint) ? endpoint : null;
  }

  @Nullable Template revocation() {
    return located.revocation();
  }

  /** Whether there is anything that revokes tokens. */
  public boolean revokes() {
    return located.revocation() != null;
  }

  /** Whether a revocation ends all tokens of the user and client, so other grants' too. */
  public boolean revocationEndsAll() {
    return entry.revocation().endsAll();
  }

  @Nullable URI jwksUri() {
    return located.jwks() == null ? null : located.jwks().uri(inputs::get);
  }

  VariableValues values(ClientCredentials client, Secret token) {
    return new VariableValues(inputs, client.clientId(), token.reveal());
  }

  @Override
  public @Nullable String setting(String name) {
    return inputs.given(name);
  }

  ClientAuthMethod authMethod() {
    return located.authMethod();
  }

  /** The way of HTTP Basic that it understands, whatever its token endpoint takes. */
  ClientAuthMethod basicMethod() {
    return authMethod() == ClientAuthMethod.CLIENT_SECRET_BASIC_UNENCODED
        ? authMethod()
        : ClientAuthMethod.CLIENT_SECRET_BASIC;
  }

  /** How its tokens are presented, whatever its replies say; null if they are to say. */
  @Nullable String tokenType() {
    String chosen = inputs.integration().setting("token_type");
    return chosen == null ? entry.token().tokenType() : chosen;
  }

  /** What the integration adds to authorization requests, by name. */
  public Map<String, String> authorizationParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (inputs.integration().settings().get("authorization_parameters") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
    }
    return parameters;
  }

  /** By which ID tokens are signed, as the provider announces; empty if it does not say. */
  Set<String> idTokenAlgorithms() {
    return located.idTokenAlgorithms();
  }

  /** Whether answers must name the issuer (RFC 9207). */
  public boolean issInResponse() {
    return located.issInResponse();
  }

  @Nullable ProviderHook hook() {
    return hook;
  }

  /** Whether a hook finds the answer of the browser right. */
  public boolean acceptsAnswer(ClientCredentials client, Map<String, List<String>> parameters) {
    return hook == null || hook.acceptsAnswer(client, parameters);
  }

  /**
   * What the settings keep of the browser's answer.
   *
   * @throws GrantletException {@link ErrorCode#EXCHANGE_FAILED} if a parameter is not as it should
   *     be: it may become part of a URL
   */
  public Map<String, String> keptOf(Map<String, List<String>> answer) {
    Map<String, String> values = new LinkedHashMap<>();
    for (CapturedSetting keep : entry.kept()) {
      String parameter = keep.from().path().toString();
      if (keep.from().origin() == Origin.CALLBACK
          && (keep.required() || answer.containsKey(parameter))) {
        List<String> given = answer.getOrDefault(parameter, List.of());
        String value = given.size() == 1 ? keep.of(given.get(0)) : null;
        if (value == null) {
          throw new GrantletException(
              ErrorCode.EXCHANGE_FAILED,
              "The answer's " + parameter + " is not one of this provider");
        }
        values.put(keep.setting(), value);
      }
    }
    return values;
  }

  /** What the settings keep of a reply; what does not look right is left out. */
  Map<String, String> kept(Origin origin, @Nullable Object json) {
    Map<String, String> values = new LinkedHashMap<>();
    for (CapturedSetting keep : entry.kept()) {
      String told = keep.from().text(origin, json);
      String value = told == null ? null : keep.of(told);
      if (value != null && value.codePoints().noneMatch(Identity::isBroken)) {
        values.put(keep.setting(), value);
      }
    }
    return values;
  }

  /**
   * The issuer that an ID token with this {@code tid}, or an answer, must name; null if any would
   * have to do.
   */
  @Nullable String expectedIssuer(@Nullable String tenantId) {
    String issuer = located.issuer();
    if (issuer == null || !issuer.contains(TENANT_ID)) {
      return issuer;
    }
    return tenantId == null ? null : issuer.replace(TENANT_ID, tenantId);
  }

  /** Whether it is known whose ID tokens it gives. */
  boolean hasIssuer() {
    return located.issuer() != null;
  }

  /** Whether it is settled of which tenant its accounts are. */
  boolean isOneTenant() {
    return tenants.size() == 1;
  }

  /** Whether ID tokens of a tenant are taken. */
  boolean acceptsTenant(String tenantId) {
    return tenants.isEmpty() || tenants.contains(tenantId);
  }

  /** Whether an answer of the browser that names this issuer can be this provider's. */
  public boolean acceptsIssuer(String iss) {
    String issuer = located.issuer();
    if (issuer == null) {
      return true;
    }
    int hole = issuer.indexOf(TENANT_ID);
    if (hole < 0) {
      return issuer.equals(iss);
    }
    int end = iss.length() - (issuer.length() - hole - TENANT_ID.length());
    if (end <= hole) {
      return false;
    }
    String tenant = iss.substring(hole, end);
    return iss.equals(expectedIssuer(tenant)) && tenant.indexOf('/') < 0 && acceptsTenant(tenant);
  }
}
