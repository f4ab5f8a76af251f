package org.grantlet.internal.integration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Integration;
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
  void provider(String provider, Faults faults) {
    String problem = Limits.provider(provider);
    if (problem == null && !customProviders && catalog.find(provider).isEmpty()) {
      problem =
          "must be one of "
              + catalog.names()
              + ", not '"
              + provider
              + "' (providers of your own need grantlet.custom-providers=true)"
              + NearName.hint(provider, catalog.names());
    }
    faults.check("provider", problem);
  }

  void setting(String provider, String setting, Faults faults) {
    SettingNames.check(provider, catalog.find(provider), setting, faults);
  }

  /** A provider's API is named by the configuration, or where all endpoints may be named. */
  void apiSetting(String setting, boolean configured, Faults faults) {
    if (!customProviders && !configured && ApiSettings.NAMES.contains(setting)) {
      faults.add(
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

  void expiresIn(Duration expiresIn, Faults faults) {
    long seconds = expiresIn.toSeconds();
    if (seconds < MIN_EXPIRES_IN || seconds > MAX_EXPIRES_IN) {
      faults.add(
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
    for (String uri : uris.subList(0, Math.min(uris.size(), REDIRECT_URIS))) {
      faults.check("redirect_uris", redirectUri(uri));
    }
  }

  /** What every login needs. The rest may be older than its rules, or than this node. */
  void stored(Integration integration, Faults faults) {
    text(integration.settings(), "client_id", 512, faults);
    boolean isGiven = integration.settings().get("client_id") != null;
    faults.check("settings.client_id", isGiven ? null : "is required");
    for (String member : ENDPOINTS) {
      endpoint(integration.settings(), member, faults);
    }
    for (String uri : integration.redirectUris()) {
      faults.check("redirect_uris", form(uri));
    }
  }

  private @Nullable String form(String uri) {
    String length = Limits.text(uri, 1, URL_LENGTH);
    String problem = length == null ? policy.problem(uri) : null;
    String several =
        uri.indexOf(' ') < 0 ? "" : " (several are separated by commas, none has a space)";
    return problem == null ? length : problem + ": '" + uri + "'" + several;
  }

  private @Nullable String redirectUri(String uri) {
    String problem = form(uri);
    if (problem != null) {
      return problem;
    }
    // A page of this application is found by its path when the browser returns to it, so its
    // address has one spelling. Addresses of other applications are their own matter.
    String normal = NormalForm.of(uri);
    if (!normal.equals(uri) && NormalForm.sameOrigin(uri, urls.baseUrl())) {
      return "must name pages of this application in normal form (RFC 3986 section 6.2): '"
          + normal
          + "', not '"
          + uri
          + "'";
    }
    return urls.isOwn(uri)
        ? "must name the page of the application that the user comes back to, not an endpoint of"
            + " Grantlet: '"
            + uri
            + "' (the callback URI is for the provider)"
        : null;
  }

  /**
   * The settings as a whole, secrets included.
   *
   * @param settings as they will be stored; secrets are {@link Secret} or left out
   */
  void settings(String provider, Map<String, Object> settings, boolean hasSecret, Faults faults) {
    text(settings, "client_id", 512, faults);
    if (settings.get("client_id") == null) {
      faults.missing("settings.client_id", "is required");
    }
    oneOf(settings, "token_endpoint_auth_method", ClientAuthMethod.NAMES, faults);
    Object method = settings.get("token_endpoint_auth_method");
    if (!hasSecret && !"none".equals(method == null ? methodOf(provider) : method)) {
      faults.missing(
          "settings.client_secret", "is required, except with the token_endpoint_auth_method none");
    }
    oneOf(settings, "response_mode", List.of("query", "form_post"), faults);
    oneOf(settings, "id_token_signed_response_alg", ALGORITHMS, faults);
    for (String flag : FLAGS) {
      Object value = settings.get(flag);
      if (value != null && !(value instanceof Boolean)) {
        faults.add("settings." + flag, "must be true or false, a JSON boolean");
      }
    }
    text(settings, "token_type", 64, faults);
    if (settings.get("authorization_parameters") != null) {
      faults.check(() -> AuthorizationParameters.check(settings.get("authorization_parameters")));
    }
    for (String member : ENDPOINTS) {
      endpoint(settings, member, faults);
    }
    endpoints(provider, settings, faults);
    faults.check(() -> ApiSettings.check(settings, policy));
    ProviderDefinition entry = catalog.find(provider).orElse(null);
    if (entry != null) {
      for (ProviderDefinition.Input input : entry.inputs()) {
        input(settings, input, faults);
      }
    }
  }

  private @Nullable String methodOf(String provider) {
    ProviderDefinition entry = catalog.find(provider).orElse(null);
    ClientAuthMethod method = entry == null ? null : entry.tokenEndpointAuthMethod();
    return method == null ? null : method.toString();
  }

  private void endpoint(Map<String, Object> settings, String member, Faults faults) {
    String url = text(settings, member, URL_LENGTH, faults);
    if (url == null) {
      return;
    }
    if (!customProviders) {
      faults.add("settings." + member, "needs grantlet.custom-providers=true");
      return;
    }
    String problem = policy.problem(url);
    if (problem != null) {
      faults.add("settings." + member, problem + ": '" + url + "'");
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
  void scope(String provider, List<String> scope, Faults faults) {
    String problem = Limits.scope(scope);
    for (String token : problem == null ? scope : List.<String>of()) {
      List<String> parts = List.of(token.split(",", -1));
      if (parts.size() > 1 && (parts.contains("openid") || catalog.find(provider).isPresent())) {
        problem = "must be single scopes, separated by spaces and not by commas: '" + token + "'";
        break;
      }
    }
    faults.check("scope", problem);
  }

  /** The scope openid needs an issuer: without one, ID tokens cannot be checked. */
  @Nullable String openId(String provider, Map<String, Object> settings, List<String> scope) {
    boolean hasIssuer =
        settings.get("issuer") != null
            || catalog.find(provider).filter(e -> e.endpoints().issuer() != null).isPresent();
    return scope.contains("openid") && !hasIssuer
        ? "holds openid, which needs settings.issuer: the issuer of the ID tokens"
        : null;
  }

  /** With flags as booleans: an earlier version took texts. */
  static Map<String, Object> withBooleans(Map<String, Object> settings) {
    Map<String, Object> changed = new LinkedHashMap<>(settings);
    for (String flag : FLAGS) {
      changed.computeIfPresent(flag, (name, value) -> "true".equals(value.toString()));
    }
    return changed;
  }

  private static void input(
      Map<String, Object> settings, ProviderDefinition.Input input, Faults faults) {
    String value = text(settings, input.name(), 512, faults);
    if (value != null && !input.pattern().matcher(value).matches()) {
      faults.check(
          () -> {
            throw input.invalid(value);
          });
    }
  }

  /** A setting; null if it is not there, or wrong. */
  private static @Nullable String text(
      Map<String, Object> settings, String member, int max, Faults faults) {
    Object value = settings.get(member);
    if (value == null) {
      return null;
    }
    String problem = value instanceof String text ? Limits.text(text, 1, max) : "must be a string";
    faults.check("settings." + member, problem);
    return problem == null ? value.toString() : null;
  }

  private static void oneOf(
      Map<String, Object> settings, String member, List<String> allowed, Faults faults) {
    String value = text(settings, member, 64, faults);
    if (value != null && !allowed.contains(value)) {
      faults.add("settings." + member, "must be one of " + allowed + ", not '" + value + "'");
    }
  }
}
