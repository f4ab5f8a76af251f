package org.grantlet.provider;

import static org.grantlet.GrantletException.invalidField;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.grantlet.Integration;
import org.jspecify.annotations.Nullable;

/**
 * Tells how to reach the provider of an integration. What the integration's settings say goes
 * before the catalogue; what neither says is discovered, at first use. Thread-safe.
 */
public final class ProviderDirectory {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final ProviderCatalogue catalogue;
  private final Discovery discovery;
  private final EndpointPolicy policy;

  ProviderDirectory(ProviderCatalogue catalogue, Discovery discovery, EndpointPolicy policy) {
    this.catalogue = catalogue;
    this.discovery = discovery;
    this.policy = policy;
  }

  /**
   * The provider of an integration.
   *
   * @param extras settings of the request or the grant, which fill the entry's inputs first
   * @throws ProviderException if it has to be discovered and cannot be
   * @throws org.grantlet.GrantletException {@link org.grantlet.ErrorCode#INVALID_FIELD} if an input
   *     does not fit
   */
  public Provider resolve(Integration integration, Map<String, Object> extras) {
    ProviderEntry entry = catalogue.find(integration.provider()).orElse(null);
    String issuer = integration.setting("issuer");
    if (entry == null || issuer != null) {
      return custom(integration, entry, issuer);
    }
    return new Provider(
        entry.issuer(),
        tenants(entry, integration, extras),
        endpoint(
            "authorization_endpoint", entry.authorizationEndpoint(), entry, integration, extras),
        endpoint("token_endpoint", entry.tokenEndpoint(), entry, integration, extras),
        optional("userinfo_endpoint", entry.userinfoEndpoint(), entry, integration, extras),
        optional("revocation_endpoint", entry.revocationEndpoint(), entry, integration, extras),
        optional("jwks_uri", entry.jwksUri(), entry, integration, extras),
        Objects.requireNonNullElse(
            integration.setting("token_endpoint_auth_method"), entry.tokenEndpointAuthMethod()),
        entry.issInResponse(),
        entry.authorizationParameters());
  }

  /** A provider outside the catalogue, or one of it that is somewhere else. */
  private Provider custom(
      Integration integration, @Nullable ProviderEntry entry, @Nullable String issuer) {
    URI authorization = uri(integration.setting("authorization_endpoint"));
    URI token = uri(integration.setting("token_endpoint"));
    OIDCProviderMetadata found =
        issuer == null || (authorization != null && token != null)
            ? null
            : discovery.metadata(issuer);
    if (found != null) {
      authorization = authorization == null ? found.getAuthorizationEndpointURI() : authorization;
      token = token == null ? found.getTokenEndpointURI() : token;
    }
    if (authorization == null || token == null) {
      throw ProviderException.malformed(
          "The integration names neither an issuer nor both endpoints, or the issuer's metadata"
              + " lack one",
          null);
    }
    // The others are checked when they are called; this one is where the browser goes.
    String problem = policy.problem(authorization.toString());
    if (problem != null) {
      throw ProviderException.malformed("The authorization endpoint " + problem, null);
    }
    return new Provider(
        issuer,
        Set.of(),
        authorization,
        token,
        or(integration, "userinfo_endpoint", found == null ? null : found.getUserInfoEndpointURI()),
        or(
            integration,
            "revocation_endpoint",
            found == null ? null : found.getRevocationEndpointURI()),
        or(integration, "jwks_uri", found == null ? null : found.getJWKSetURI()),
        authMethod(integration, found),
        found != null && found.supportsAuthorizationResponseIssuerParam(),
        entry == null ? Map.of() : entry.authorizationParameters());
  }

  private static String authMethod(Integration integration, @Nullable OIDCProviderMetadata found) {
    String chosen = integration.setting("token_endpoint_auth_method");
    if (chosen != null) {
      return chosen;
    }
    List<ClientAuthenticationMethod> offered =
        found == null ? null : found.getTokenEndpointAuthMethods();
    boolean secret = integration.sealedSettings().containsKey("client_secret");
    for (String method : Provider.AUTH_METHODS) {
      boolean fits = method.equals("none") ? !secret : secret;
      if (fits && (offered == null || offered.contains(new ClientAuthenticationMethod(method)))) {
        return method;
      }
    }
    return secret ? Provider.AUTH_METHODS.get(0) : "none";
  }

  private static URI endpoint(
      String member,
      String template,
      ProviderEntry entry,
      Integration integration,
      Map<String, Object> extras) {
    URI override = uri(integration.setting(member));
    if (override != null) {
      return override;
    }
    String url = template;
    for (ProviderEntry.Input input : entry.inputs()) {
      String hole = "{" + input.name() + "}";
      if (url.contains(hole)) {
        url = url.replace(hole, input(entry, input.name(), integration, extras));
      }
    }
    return URI.create(url);
  }

  private static @Nullable URI optional(
      String member,
      @Nullable String template,
      ProviderEntry entry,
      Integration integration,
      Map<String, Object> extras) {
    return template == null
        ? uri(integration.setting(member))
        : endpoint(member, template, entry, integration, extras);
  }

  private static String input(
      ProviderEntry entry, String name, Integration integration, Map<String, Object> extras) {
    for (ProviderEntry.Input input : entry.inputs()) {
      if (input.name().equals(name)) {
        Object given = extras.get(name);
        String value =
            given != null
                ? given.toString()
                : Objects.requireNonNullElse(
                    integration.setting(name),
                    Objects.requireNonNullElse(input.defaultValue(), ""));
        if (!input.pattern().matcher(value).matches()) {
          throw invalidField(
              "settings." + name, "must look like " + input.example() + ", not '" + value + "'");
        }
        return value;
      }
    }
    throw new IllegalStateException(entry.provider() + " has no input " + name);
  }

  /** Tokens of one tenant where its id is known, else those of the list that the settings give. */
  private static Set<String> tenants(
      ProviderEntry entry, Integration integration, Map<String, Object> extras) {
    String issuer = entry.issuer();
    if (issuer == null || !issuer.contains(Provider.TENANT_ID)) {
      return Set.of();
    }
    String tenant = input(entry, "tenant", integration, extras);
    if (UUID_FORM.matcher(tenant).matches()) {
      return Set.of(tenant);
    }
    String allowed = integration.setting("allowed_tenants");
    return allowed == null ? Set.of() : Set.of(allowed.strip().split("[\\s,]+", -1));
  }

  private static @Nullable URI or(Integration integration, String member, @Nullable URI found) {
    URI given = uri(integration.setting(member));
    return given == null ? found : given;
  }

  private static @Nullable URI uri(@Nullable String text) {
    return text == null ? null : URI.create(text);
  }
}
