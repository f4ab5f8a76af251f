package org.grantlet.internal.protocol;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import org.grantlet.Secret;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The ID token of a refresh response (OpenID Connect Core 1.0 section 12.2): of the same issuer,
 * subject and audience as the login's. It came from the token endpoint itself, so its signature
 * need not be checked (section 3.1.3.7, number 6).
 */
final class RefreshedIdToken {
  private RefreshedIdToken() {}

  /**
   * Checks the ID token, if there is one and the provider has an issuer.
   *
   * @param subject the login's; null if unknown, or not from an ID token
   * @param issuer the login's; null if unknown, to use the provider's
   */
  static void check(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse response,
      @Nullable String subject,
      @Nullable String issuer) {
    Secret idToken = response.idToken();
    if (idToken == null || !provider.hasIssuer()) {
      return;
    }
    JWTClaimsSet claims;
    try {
      claims = SignedToken.parse(idToken.reveal()).claims();
    } catch (ParseException | IllegalArgumentException e) {
      throw other("it cannot be read");
    }
    String tenant = claims.getClaim("tid") instanceof String text ? text : null;
    String expected = issuer == null ? provider.expectedIssuer(tenant) : issuer;
    if (expected == null || !expected.equals(claims.getIssuer())) {
      throw other("its iss is another");
    }
    if (!claims.getAudience().contains(client.clientId())) {
      throw other("its aud is another");
    }
    if (subject != null && !subject.equals(claims.getSubject())) {
      throw other("its sub is another");
    }
  }

  private static ProviderException other(String why) {
    return ProviderException.malformed(
        "The refresh response has an ID token of another login, so nothing of it is stored: " + why,
        null);
  }
}
