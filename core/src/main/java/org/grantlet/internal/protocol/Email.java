package org.grantlet.internal.protocol;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import org.grantlet.internal.catalog.IdentityRules;
import org.grantlet.internal.catalog.JsonPath;
import org.jspecify.annotations.Nullable;

/**
 * An email address, and whether the provider says that it is verified.
 *
 * @param address the address
 * @param verified null if the provider does not say
 */
record Email(String address, @Nullable Boolean verified) {

  /** The address in an ID token. */
  static @Nullable Email of(@Nullable JWTClaimsSet claims, ResolvedProvider provider) {
    return claims != null && claims.getClaim("email") instanceof String address
        ? new Email(address, verified(claims.getClaims(), claims, provider))
        : null;
  }

  /** An address in the response of an endpoint. */
  static Email of(
      String address, Object response, @Nullable JWTClaimsSet claims, ResolvedProvider provider) {
    return new Email(address, verified(response, claims, provider));
  }

  private static @Nullable Boolean verified(
      @Nullable Object response, @Nullable JWTClaimsSet claims, ResolvedProvider provider) {
    IdentityRules rules = provider.entry().identity();
    Boolean said = flag(rules.emailVerified(), response);
    if (said != null || rules.emailTenants().isEmpty()) {
      return said;
    }
    // An administrator can give accounts of the own directory any address.
    Object tenant = claims == null ? null : claims.getClaim("tid");
    boolean believed =
        provider.isOneTenant() || (tenant != null && rules.emailTenants().contains(tenant));
    return believed ? null : Boolean.FALSE;
  }

  /** Some providers send a string or a number. */
  private static @Nullable Boolean flag(JsonPath path, @Nullable Object response) {
    Object value =
        response instanceof Map<?, ?> || response instanceof Iterable<?>
            ? path.find(response)
            : null;
    return switch (String.valueOf(value)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
