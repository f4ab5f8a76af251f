package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.provider.ClientCredentials;

/**
 * Whatever stands where an ID token should is refused, unless its claims are right. Input that
 * begins with a brace is signed with the client secret, as a provider that means harm could;
 * everything else is taken as it is.
 */
class IdTokenFuzzTest {
  private static final String SECRET = "a client secret of more than 256 bits, for HS256";
  private static final String ISSUER = "https://id.example.com";
  private static final ResolvedProvider PROVIDER = ResolvedProviderTest.provider(ISSUER);

  private final IdTokenVerifier verifier =
      new IdTokenVerifier(
          new Discovery(
              new HttpTransport(
                  new EndpointPolicy(false, false), new HttpSettings(), Duration.ofSeconds(1))),
          Duration.ofSeconds(60));

  @FuzzTest(maxDuration = "10m")
  void anyText_isAValidIdTokenOrRefused(byte[] input) throws JOSEException {
    String text = new String(input, StandardCharsets.UTF_8);
    Secret idToken = Secret.of(text.startsWith("{") ? signed(text) : text);
    // In no field: JUnit would load it before Jazzer's agent, and a record that is annotated and
    // transformed after it was loaded is broken on most JDKs (JDK-8376185).
    ClientCredentials client = new ClientCredentials("client", Secret.of(SECRET), Map.of());
    TokenResponse reply =
        new TokenResponse(Secret.of("a"), "Bearer", null, null, null, idToken, Map.of(), Map.of());
    try {
      JWTClaimsSet claims = verifier.verify(PROVIDER, client, reply, "nonce", "HS256");
      assertThat(claims.getIssuer()).isEqualTo(ISSUER);
      assertThat(claims.getClaim("nonce")).isEqualTo("nonce");
      assertThat(claims.getSubject()).isNotBlank();
      assertThat(claims.getAudience()).contains("client");
    } catch (GrantletException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.EXCHANGE_FAILED);
    }
  }

  private static String signed(String claims) throws JOSEException {
    JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }
}
