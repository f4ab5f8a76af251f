package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.AuthorizationRules;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinition.Endpoints;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.ProviderHook;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the provider of an integration: by its settings, else by the catalog, else by discovery
 * at first use. Thread-safe.
 */
public final class ProviderResolver {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The entry of a provider outside the catalog, read by the first login at one. */
  private static final class Unknown {
    private static final ProviderDefinition ENTRY =
        ProviderDefinition.parse(
            "custom", "{\"name\": \"custom\", \"issuer\": \"https://custom.invalid\"}");
  }

  /** Settings that say where a provider is, or how it differs. */
  private static final Set<String> OF_THE_PROVIDER =
      Set.of(
          "authorization_endpoint",
          "discovery_url",
          "jwks_uri",
          "revocation_endpoint",
          "token_endpoint",
          "token_endpoint_auth_method",
          "token_type",
          "userinfo_endpoint");

  private static final Endpoints NONE = new Endpoints(null, null, null, null, null, null);

  private final KeptByIntegration<KeptProvider> kept = new KeptByIntegration<>();
  private final ProviderDefinitions catalog;
  private final Map<String, ProviderHook> hooks;
  private final Discovery discovery;
  private final EndpointPolicy policy;

  ProviderResolver(
      ProviderDefinitions catalog,
      Map<String, ProviderHook> hooks,
      Discovery discovery,
      EndpointPolicy policy) {
    this.catalog = catalog;
    Map<String, ProviderHook> guarded = new HashMap<>();
    for (Map.Entry<String, ProviderHook> hook : hooks.entrySet()) {
      guarded.put(hook.getKey(), new GuardedHook(hook.getValue()));
    }
    this.hooks = guarded;
    this.discovery = discovery;
    this.policy = policy;
  }

  /**
   * Checks that the settings of a request, with the integration's, give each input of the entry.
   */
  public void check(Integration integration, Map<String, Object> extras) {
    new InputValues(entry(integration), integration, extras).check();
  }

  /**
   * The provider of an integration.
   *
   * @param extras settings of the request or the grant, which go before the integration's
   */
  public ResolvedProvider resolve(Integration integration, Map<String, Object> extras) {
    return resolve(integration, extras, discovery::metadata);
  }

  /**
   * The same without waiting.
   *
   * @return empty if {@link #resolve} would wait for metadata, or throw
   */
  public Optional<ResolvedProvider> known(Integration integration, Map<String, Object> extras) {
    try {
      return Optional.of(resolve(integration, extras, discovery::known));
    } catch (GrantletException e) {
      return Optional.empty();
    }
  }

  private ResolvedProvider resolve(
      Integration given,
      Map<String, Object> extras,
      Function<Discovery.Place, ProviderMetadata> metadata) {
    URI standIn = policy.standIns().of(given.provider());
    return kept.of(
            given,
            before -> before.isStillOf(extras, standIn, metadata),
            () -> resolve(given, extras, standIn, metadata))
        .provider();
  }

  private KeptProvider resolve(
      Integration given,
      Map<String, Object> extras,
      @Nullable URI standIn,
      Function<Discovery.Place, ProviderMetadata> metadata) {
    Integration integration = standIn == null ? given : at(standIn, given);
    ProviderDefinition entry = entry(integration);
    InputValues inputs = new InputValues(entry, integration, extras);
    Map<Discovery.Place, ProviderMetadata> found = new HashMap<>();
    ResolvedProvider.ResolvedEndpoints endpoints =
        locate(inputs, place -> found.computeIfAbsent(place, metadata));
    return new KeptProvider(
        new ResolvedProvider(
            entry, inputs, endpoints, tenants(endpoints.issuer(), inputs), hooks.get(entry.hook())),
        standIn,
        found);
  }

  /** The rules of an integration's authorization requests, without waiting. */
  public AuthorizationRules authorizationRules(Integration integration) {
    return entry(integration).authorization();
  }

  private ProviderDefinition entry(Integration integration) {
    ProviderDefinition known = catalog.find(integration.provider()).orElse(null);
    ProviderDefinition entry = known == null ? Unknown.ENTRY : known;
    return policy.standIns().of(integration.provider()) == null
        ? entry
        : entry.behavingAs(Unknown.ENTRY);
  }

  /** The integration as if its settings named this issuer, and nothing else of the provider. */
  private static Integration at(URI standIn, Integration integration) {
    Map<String, Object> settings = new LinkedHashMap<>(integration.settings());
    settings.keySet().removeAll(OF_THE_PROVIDER);
    settings.put("issuer", standIn.toString());
    return new Integration(
        integration.id(),
        integration.provider(),
        integration.name(),
        settings,
        integration.encryptedSettings(),
        integration.scope(),
        integration.redirectUris(),
        integration.expiresIn(),
        integration.createdAt(),
        integration.updatedAt(),
        integration.version());
  }

  /** With an issuer in the settings, none of the entry's endpoints count. */
  private ResolvedProvider.ResolvedEndpoints locate(
      InputValues inputs, Function<Discovery.Place, ProviderMetadata> metadata) {
    Integration integration = inputs.integration();
    ProviderDefinition entry = inputs.entry();
    Endpoints known = entry.endpoints();
    String issuer = integration.setting("issuer");
    if (issuer != null || entry.equals(Unknown.ENTRY)) {
      known = NONE;
    } else if (known.issuer() != null) {
      issuer = known.issuer().fill(inputs::getOrTenant);
    }
    Template authorization = given(integration, "authorization_endpoint", known.authorization());
    Template token = given(integration, "token_endpoint", known.token());
    ProviderMetadata found =
        issuer == null || (authorization != null && token != null)
            ? null
            : metadata.apply(place(integration, issuer));
    if (found != null) {
      authorization = discovered(authorization, found.authorization());
      token = discovered(token, found.token());
    }
    if (authorization == null || token == null) {
      throw ProviderException.malformed(
          "The integration names neither an issuer nor both endpoints, or the issuer's metadata"
              + " lack one",
          null);
    }
    return new ResolvedProvider.ResolvedEndpoints(
        issuer,
        browsable(authorization),
        token,
        other(
            integration,
            "userinfo_endpoint",
            known.userinfo(),
            found == null ? null : found.userinfo()),
        other(
            integration,
            "revocation_endpoint",
            known.revocation(),
            found == null ? null : found.revocation()),
        other(integration, "jwks_uri", known.jwks(), found == null ? null : found.jwks()),
        authMethod(integration, entry, found),
        found == null ? Set.of() : found.idTokenAlgorithms(),
        entry.issInResponse() || (found != null && found.issInResponse()));
  }

  private static Discovery.Place place(Integration integration, String issuer) {
    SettingUrl.of(integration, "issuer"); // fails if it is none
    URI url = SettingUrl.of(integration, "discovery_url");
    return url == null
        ? Discovery.Place.below(integration.provider(), issuer)
        : new Discovery.Place(integration.provider(), issuer, url);
  }

  /** Checked here: the browser goes there, while the others are checked at each request. */
  private Template browsable(Template authorization) {
    if (authorization.variables().isEmpty()) {
      String problem = policy.problem(authorization.toString());
      if (problem != null) {
        throw ProviderException.malformed("The authorization endpoint " + problem, null);
      }
    }
    return authorization;
  }

  /**
   * By the settings, the entry, the metadata, in this order. A method that the provider does not
   * support is refused here, before the user consents in vain.
   */
  private static ClientAuthMethod authMethod(
      Integration integration, ProviderDefinition entry, @Nullable ProviderMetadata found) {
    String chosen = integration.setting("token_endpoint_auth_method");
    if (chosen != null) {
      return ClientAuthMethod.of(chosen)
          .orElseThrow(
              () ->
                  ProviderException.malformed(
                      "token_endpoint_auth_method " + chosen + " is not supported", null));
    }
    ClientAuthMethod known = entry.tokenEndpointAuthMethod();
    if (known != null && integration.setting("issuer") == null) {
      return known;
    }
    if (!integration.encryptedSettings().containsKey("client_secret")) {
      return ClientAuthMethod.NONE;
    }
    Set<String> offered = found == null ? Set.of() : found.authMethods();
    if (offered.isEmpty()) {
      return ClientAuthMethod.CLIENT_SECRET_BASIC; // RFC 8414 section 2
    }
    return Stream.of(ClientAuthMethod.CLIENT_SECRET_BASIC, ClientAuthMethod.CLIENT_SECRET_POST)
        .filter(method -> offered.contains(method.toString()))
        .findFirst()
        .orElseThrow(
            () ->
                ProviderException.malformed(
                    "The provider supports none of our ways to send a client secret, but "
                        + Reason.clean(String.valueOf(offered))
                        + "; if its metadata are wrong, set token_endpoint_auth_method",
                    null));
  }

  /** The one tenant if its id is known, else the list in the settings; empty for any. */
  private static Set<String> tenants(@Nullable String issuer, InputValues inputs) {
    if (issuer == null || !issuer.contains(ResolvedProvider.TENANT_ID)) {
      return Set.of();
    }
    String tenant = inputs.get("tenant");
    if (UUID_FORM.matcher(tenant).matches()) {
      return Set.of(tenant);
    }
    String allowed = inputs.integration().setting("allowed_tenants");
    return allowed == null ? Set.of() : Set.of(allowed.strip().split("[\\s,]+", -1));
  }

  private static @Nullable Template given(
      Integration integration, String member, @Nullable Template known) {
    URI given = SettingUrl.of(integration, member);
    return given == null ? known : Template.literal(given);
  }

  private static @Nullable Template discovered(@Nullable Template known, @Nullable URI found) {
    return known != null || found == null ? known : Template.literal(found);
  }

  private static @Nullable Template other(
      Integration integration, String member, @Nullable Template known, @Nullable URI found) {
    return discovered(given(integration, member, known), found);
  }
}
