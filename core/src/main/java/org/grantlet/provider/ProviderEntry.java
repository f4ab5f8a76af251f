package org.grantlet.provider;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a provider. Endpoints may hold {@code {inputs}}, which the settings of
 * an integration or of a request fill in. Immutable.
 *
 * @param provider the name applications use
 * @param name for people
 * @param documentation the vendor's page about OAuth
 * @param issuer the OpenID Connect issuer; {@code {tenantid}} stands for the ID token's {@code tid}
 * @param authorizationEndpoint where the browser goes
 * @param tokenEndpoint where codes and refresh tokens are exchanged
 * @param userinfoEndpoint where the account's subject and email are told
 * @param revocationEndpoint RFC 7009
 * @param jwksUri the keys of ID tokens
 * @param tokenEndpointAuthMethod how the client authenticates
 * @param issInResponse whether answers always name the issuer (RFC 9207)
 * @param authorizationParameters sent with every authorization request
 * @param inputs what may be filled in
 * @param scopeExample scopes to start with
 */
public record ProviderEntry(
    String provider,
    String name,
    @Nullable String documentation,
    @Nullable String issuer,
    String authorizationEndpoint,
    String tokenEndpoint,
    @Nullable String userinfoEndpoint,
    @Nullable String revocationEndpoint,
    @Nullable String jwksUri,
    String tokenEndpointAuthMethod,
    boolean issInResponse,
    Map<String, String> authorizationParameters,
    List<Input> inputs,
    List<String> scopeExample) {

  /** Copies the collections. */
  public ProviderEntry {
    authorizationParameters = Map.copyOf(authorizationParameters);
    inputs = List.copyOf(inputs);
    scopeExample = List.copyOf(scopeExample);
  }

  /**
   * A setting that stands in an endpoint.
   *
   * @param name the member of {@code settings}
   * @param pattern what it must look like before it reaches a URL
   * @param example a value that people understand
   * @param defaultValue what it is if nobody says; null if somebody must
   */
  public record Input(
      String name, Pattern pattern, String example, @Nullable String defaultValue) {}
}
