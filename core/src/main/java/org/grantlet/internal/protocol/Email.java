package org.grantlet.internal.protocol;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Map;
import org.grantlet.internal.catalog.IdentityRules;
import org.grantlet.internal.catalog.JsonPath;
import org.jspecify.annotations.Nullable;

/**
 * An email address, and whether the provider says that it is the account's own.
 *
 * @param address the address
 * @param verified null if the provider does not say
 */
record Email(String address, @Nullable Boolean verified) {

  /** That of an ID token. */
  static @Nullable Email of(@Nullable JWTClaimsSet claims, ResolvedProvider provider) {
    return claims != null && claims.getClaim("email") instanceof String address
        ? new Email(address, verified(claims.getClaims(), claims, provider))
        : null;
  }

  /** One that was found in what an endpoint says. */
  static Email of(
      String address, Object told, @Nullable JWTClaimsSet claims, ResolvedProvider provider) {
    return new Email(address, verified(told, claims, provider));
  }

  private static @Nullable Boolean verified(
      @Nullable Object told, @Nullable JWTClaimsSet claims, ResolvedProvider provider) {
    IdentityRules rules = provider.entry().identity();
    Boolean said = flag(rules.emailVerified(), told);
    if (said != null || rules.emailTenants().isEmpty()) {
      return said;
    }
    // An administrator writes whatever address into an account of the own directory.
    Object tenant = claims == null ? null : claims.getClaim("tid");
    boolean believed =
        provider.isOneTenant() || (tenant != null && rules.emailTenants().contains(tenant));
    return believed ? null : Boolean.FALSE;
  }

  /** Some say it by a text or a number. */
  private static @Nullable Boolean flag(JsonPath path, @Nullable Object told) {
    Object value =
        told instanceof Map<?, ?> || told instanceof Iterable<?> ? path.find(told) : null;
    return switch (String.valueOf(value)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
