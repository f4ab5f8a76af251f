package org.grantlet.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the provider of one integration: catalogue, settings and discovery in one. Members
 * are named as in RFC 8414 and OpenID Connect Discovery. Immutable.
 *
 * @param issuer exact, or with {@code {tenantid}} for the {@code tid} of the ID token
 * @param tenants the tenants whose ID tokens are taken, where the issuer has that template; empty
 *     for all
 * @param authorizationEndpoint where the browser goes
 * @param tokenEndpoint where codes and refresh tokens are exchanged
 * @param userinfoEndpoint where the account is told
 * @param revocationEndpoint RFC 7009
 * @param jwksUri the keys of ID tokens
 * @param tokenEndpointAuthMethod how the client authenticates
 * @param issInResponse whether answers must name the issuer (RFC 9207)
 * @param authorizationParameters sent with every authorization request
 */
public record Provider(
    @Nullable String issuer,
    Set<String> tenants,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    @Nullable URI userinfoEndpoint,
    @Nullable URI revocationEndpoint,
    @Nullable URI jwksUri,
    String tokenEndpointAuthMethod,
    boolean issInResponse,
    Map<String, String> authorizationParameters) {

  /** The ways to authenticate that are supported, best first. */
  public static final List<String> AUTH_METHODS =
      List.of("client_secret_basic", "client_secret_post", "none");

  /** The stand-in of Microsoft's multi-tenant issuer. */
  static final String TENANT_ID = "{tenantid}";

  /**
   * The issuer that an ID token with this {@code tid}, or an answer, must name; null if any would
   * have to do.
   */
  @Nullable String expectedIssuer(@Nullable String tenantId) {
    if (issuer == null || !issuer.contains(TENANT_ID)) {
      return issuer;
    }
    return tenantId == null ? null : issuer.replace(TENANT_ID, tenantId);
  }

  /** Whether ID tokens of a tenant are taken. */
  boolean acceptsTenant(String tenantId) {
    return tenants.isEmpty() || tenants.contains(tenantId);
  }

  /** Whether an answer of the browser that names this issuer can be this provider's. */
  public boolean acceptsIssuer(String iss) {
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
