package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.provider.ClientCredentials;
import org.junit.jupiter.api.Test;

/** Tenants and subjects, at the edges; the rest is tried in whole flows by HostileIdTokenTest. */
class IdTokenVerifierTest {
  private static final String SECRET = "a client secret of more than 256 bits, for HS256";
  private static final String TEMPLATE = "https://id.example.com/{tenantid}/v2.0";
  private static final String TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

  private final IdTokenVerifier verifier =
      new IdTokenVerifier(
          new Discovery(
              new HttpTransport(
                  new EndpointPolicy(false, false), new HttpSettings(), Duration.ofSeconds(1))),
          Duration.ofSeconds(60));

  private String subject(ResolvedProvider provider, String issuer, String tenant, String subject)
      throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("client")
                .subject(subject)
                .claim("tid", tenant)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build());
    token.sign(new MACSigner(SECRET));
    Secret idToken = Secret.of(token.serialize());
    return verifier
        .verify(
            provider,
            new ClientCredentials("client", Secret.of(SECRET), Map.of()),
            new TokenResponse(
                Secret.of("a"), "Bearer", null, null, null, idToken, Map.of(), Map.of()),
            null,
            "HS256")
        .getSubject();
  }

  @Test
  void tenant_isOneOfThoseAllowed_andTheIssuersOwn() throws JOSEException {
    ResolvedProvider some = ResolvedProviderTest.provider(TEMPLATE, TENANT);
    String issuer = TEMPLATE.replace("{tenantid}", TENANT);
    assertThat(subject(some, issuer, TENANT, "ada")).isEqualTo("ada");
    assertThat(subject(ResolvedProviderTest.provider(TEMPLATE), issuer, TENANT, "ada"))
        .isEqualTo("ada");

    String other = "11111111-1111-1111-1111-111111111111";
    String others = TEMPLATE.replace("{tenantid}", other);
    assertThatThrownBy(() -> subject(some, others, other, "ada"))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("its tenant is not among those allowed");
    assertThatThrownBy(() -> subject(some, issuer, other, "ada"))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("its iss is not the provider's");
  }

  @Test
  void subject_hasAnEnd() throws JOSEException {
    ResolvedProvider provider = ResolvedProviderTest.provider("https://id.example.com");
    String longest = "x".repeat(Identity.SUBJECT_LENGTH);
    assertThat(subject(provider, "https://id.example.com", null, longest)).isEqualTo(longest);
    assertThatThrownBy(() -> subject(provider, "https://id.example.com", null, longest + "x"))
        .isInstanceOf(GrantletException.class)
        .hasMessageContaining("its sub is empty, too long or not a string");
  }
}
