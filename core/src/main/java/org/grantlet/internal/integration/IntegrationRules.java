package org.grantlet.internal.integration;

import static org.grantlet.GrantletException.invalidField;
import static org.grantlet.GrantletException.requireValid;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.json.Limits;
import org.grantlet.internal.text.NearName;
import org.jspecify.annotations.Nullable;

/** What an integration must look like before it is written. Immutable. */
final class IntegrationRules {
  private static final long MIN_EXPIRES_IN = 60;
  private static final long MAX_EXPIRES_IN = 315_360_000;
  private static final int REDIRECT_URIS = 100;
  private static final int URL_LENGTH = 2048;
  private static final List<String> ENDPOINTS =
      List.of(
          "issuer",
          "authorization_endpoint",
          "token_endpoint",
          "userinfo_endpoint",
          "revocation_endpoint",
          "jwks_uri",
          "discovery_url");
  private static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "Ed25519", "HS256", "HS384", "HS512");
  private static final List<String> FLAGS = List.of("require_all_scopes", "shared_callback");

  private final ProviderDefinitions catalog;
  private final EndpointPolicy policy;
  private final boolean customProviders;
  private final AppUrls urls;

  IntegrationRules(
      ProviderDefinitions catalog, EndpointPolicy policy, boolean customProviders, AppUrls urls) {
    this.catalog = catalog;
    this.policy = policy;
    this.customProviders = customProviders;
    this.urls = urls;
  }

  /** Whether this provider can have an integration at all. */
  void provider(String provider) {
    requireValid("provider", Limits.provider(provider));
    if (!customProviders && catalog.find(provider).isEmpty()) {
      throw invalidField(
          "provider",
          "must be one of "
              + catalog.names()
              + ", not '"
              + provider
              + "' (providers of your own need grantlet.custom-providers=true)"
              + NearName.hint(provider, catalog.names()));
    }
  }

  void setting(String provider, String setting, Faults faults) {
    SettingNames.check(provider, catalog.find(provider), setting, faults);
  }

  /** A provider's API is named by the configuration, or where all endpoints may be named. */
  void apiSetting(String setting, boolean configured) {
    if (!customProviders && !configured && ApiSettings.NAMES.contains(setting)) {
      throw invalidField(
          "settings." + setting, "needs grantlet.custom-providers=true, or the configuration");
    }
  }

  /** Hosts that left the configuration, which alone could name them, get no tokens any more. */
  Map<String, Object> configured(Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    if (!customProviders) {
      ApiSettings.NAMES.forEach(name -> all.putIfAbsent(name, null));
    }
    return all;
  }

  void name(@Nullable String name) {
    requireValid("name", Limits.text(name, 0, 256));
  }

  void expiresIn(Duration expiresIn) {
    long seconds = expiresIn.toSeconds();
    if (seconds < MIN_EXPIRES_IN || seconds > MAX_EXPIRES_IN) {
      throw invalidField(
          "expires_in",
          "must be between "
              + MIN_EXPIRES_IN
              + " and "
              + MAX_EXPIRES_IN
              + " seconds, not "
              + seconds);
    }
  }

  void redirectUris(List<String> uris, Faults faults) {
    if (uris.isEmpty()) {
      faults.missing("redirect_uris", "must hold at least one URI");
    }
    if (uris.size() > REDIRECT_URIS) {
      faults.add("redirect_uris", "must hold at most 100 URIs, not " + uris.size());
    }
    uris.stream().limit(REDIRECT_URIS).forEach(uri -> faults.check(() -> redirectUri(uri)));
  }

  private void redirectUri(String uri) {
    requireValid("redirect_uris", Limits.text(uri, 1, URL_LENGTH));
    String problem = policy.problem(uri);
    if (problem != null) {
      String several =
          uri.indexOf(' ') < 0 ? "" : " (several are separated by commas, none has a space)";
      throw invalidField("redirect_uris", problem + ": '" + uri + "'" + several);
    }
    normalForm(uri);
    if (urls.isOwn(uri)) {
      throw invalidField(
          "redirect_uris",
          "must name the page of the application that the user comes back to, not an endpoint of"
              + " Grantlet: '"
              + uri
              + "' (the callback URI is for the provider)");
    }
  }

  /**
   * A page of this application is found by its path when the browser returns to it, so its address
   * has one spelling. Addresses of other applications are their own matter.
   */
  private void normalForm(String uri) {
    String normal = NormalForm.of(uri);
    if (!normal.equals(uri) && NormalForm.sameOrigin(uri, urls.baseUrl())) {
      throw invalidField(
          "redirect_uris",
          "must name pages of this application in normal form (RFC 3986 section 6.2): '"
              + normal
              + "', not '"
              + uri
              + "'");
    }
  }

  /**
   * The settings as a whole, secrets included.
   *
   * @param settings as they will be stored; secrets are {@link Secret} or left out
   */
  void settings(String provider, Map<String, Object> settings, boolean hasSecret, Faults faults) {
    faults.check(() -> text(settings, "client_id", 512));
    if (settings.get("client_id") == null) {
      faults.missing("settings.client_id", "is required");
    }
    faults.check(() -> oneOf(settings, "token_endpoint_auth_method", ClientAuthMethod.NAMES));
    Object method = settings.get("token_endpoint_auth_method");
    if (!hasSecret && !"none".equals(method == null ? methodOf(provider) : method)) {
      faults.missing(
          "settings.client_secret", "is required, except with the token_endpoint_auth_method none");
    }
    faults.check(() -> oneOf(settings, "response_mode", List.of("query", "form_post")));
    faults.check(() -> oneOf(settings, "id_token_signed_response_alg", ALGORITHMS));
    for (String flag : FLAGS) {
      Object value = settings.get(flag);
      if (value != null && !(value instanceof Boolean)) {
        faults.add("settings." + flag, "must be true or false, a JSON boolean");
      }
    }
    faults.check(() -> text(settings, "token_type", 64));
    faults.check(() -> AuthorizationParameters.check(settings.get("authorization_parameters")));
    for (String member : ENDPOINTS) {
      faults.check(() -> endpoint(settings, member));
    }
    endpoints(provider, settings, faults);
    faults.check(() -> ApiSettings.check(settings, policy));
    catalog
        .find(provider)
        .ifPresent(
            entry -> entry.inputs().forEach(input -> faults.check(() -> input(settings, input))));
  }

  private @Nullable String methodOf(String provider) {
    return catalog
        .find(provider)
        .map(ProviderDefinition::tokenEndpointAuthMethod)
        .map(Object::toString)
        .orElse(null);
  }

  private void endpoint(Map<String, Object> settings, String member) {
    String url = text(settings, member, URL_LENGTH);
    if (url == null) {
      return;
    }
    if (!customProviders) {
      throw invalidField("settings." + member, "needs grantlet.custom-providers=true");
    }
    String problem = policy.problem(url);
    if (problem != null) {
      throw invalidField("settings." + member, problem + ": '" + url + "'");
    }
  }

  private void endpoints(String provider, Map<String, Object> settings, Faults faults) {
    if (settings.get("discovery_url") != null && settings.get("issuer") == null) {
      faults.missing("settings.discovery_url", "needs issuer, which its document must name");
    }
    if (catalog.find(provider).isEmpty()
        && settings.get("issuer") == null
        && (settings.get("authorization_endpoint") == null
            || settings.get("token_endpoint") == null)) {
      faults.missing(
          "settings.issuer",
          "is required for a provider that is not in the catalog (or authorization_endpoint and"
              + " token_endpoint)"
              + NearName.hint(provider, catalog.names()));
    }
  }

  /**
   * Each scope is a word of its own. A comma in one is a mistake, except at providers that we do
   * not know: some of them want a list with commas.
   */
  void scope(String provider, List<String> scope) {
    requireValid("scope", Limits.scope(scope));
    for (String token : scope) {
      List<String> parts = List.of(token.split(",", -1));
      if (parts.size() > 1 && (parts.contains("openid") || catalog.find(provider).isPresent())) {
        throw invalidField(
            "scope",
            "must be single scopes, separated by spaces and not by commas: '" + token + "'");
      }
    }
  }

  /** The scope openid needs an issuer: without one, ID tokens cannot be checked. */
  void openId(String provider, Map<String, Object> settings, List<String> scope) {
    boolean hasIssuer =
        settings.get("issuer") != null
            || catalog.find(provider).filter(e -> e.endpoints().issuer() != null).isPresent();
    if (scope.contains("openid") && !hasIssuer) {
      throw invalidField(
          "scope", "holds openid, which needs settings.issuer: the issuer of the ID tokens");
    }
  }

  /** With flags as booleans: an earlier version took texts. */
  static Map<String, Object> withBooleans(Map<String, Object> settings) {
    Map<String, Object> changed = new LinkedHashMap<>(settings);
    for (String flag : FLAGS) {
      changed.computeIfPresent(flag, (name, value) -> "true".equals(value.toString()));
    }
    return changed;
  }

  private static void input(Map<String, Object> settings, ProviderDefinition.Input input) {
    String value = text(settings, input.name(), 512);
    if (value != null && !input.pattern().matcher(value).matches()) {
      throw input.invalid(value);
    }
  }

  private static @Nullable String text(Map<String, Object> settings, String member, int max) {
    Object value = settings.get(member);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw invalidField("settings." + member, "must be a string");
    }
    requireValid("settings." + member, Limits.text(text, 1, max));
    return text;
  }

  private static void oneOf(Map<String, Object> settings, String member, List<String> allowed) {
    String value = text(settings, member, 64);
    if (value != null && !allowed.contains(value)) {
      throw invalidField(
          "settings." + member, "must be one of " + allowed + ", not '" + value + "'");
    }
  }
}
