package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of signed JWTs. */
class SignedTokenTest {
  private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k\"}";

  @Test
  void parts_areThoseThatNimbusReads() throws ParseException {
    String claims =
        """
        {"iss":"https://id.example.com","sub":"\u00e4da","aud":["a","b"],"exp":1700000000,
         "iat":1700000000.0,"nbf":1,"n":12345678901,"d":0.5,"flag":true,"none":null,
         "list":[1,{"a":"b"}],"object":{"deep":{"x":"y"}}}
        """;
    String text = text(HEADER, claims, "c2ln");
    SignedToken token = SignedToken.parse(text);
    SignedJWT nimbus = SignedJWT.parse(text);
    assertThat(token.header().toJSONObject()).isEqualTo(nimbus.getHeader().toJSONObject());
    assertThat(token.claims().toString()).isEqualTo(nimbus.getJWTClaimsSet().toString());
    assertThat(token.claims().getAudience()).containsExactly("a", "b");
    assertThat(token.claims().getExpirationTime())
        .isEqualTo(nimbus.getJWTClaimsSet().getExpirationTime());
    assertThat(token.claims().getIssueTime()).isEqualTo(nimbus.getJWTClaimsSet().getIssueTime());
    assertThat(token.signed().getBytes(StandardCharsets.US_ASCII))
        .isEqualTo(nimbus.getSigningInput());
    assertThat(token.signature()).isEqualTo(nimbus.getSignature());
    assertThat(token.toString()).doesNotContain("da").doesNotContain("c2ln");
  }

  @Test
  void header_isReadOnce_andAnotherIsAnother() throws ParseException {
    SignedToken first = SignedToken.parse(text(HEADER, "{}", "c2ln"));
    SignedToken again = SignedToken.parse(text(HEADER, "{\"sub\":\"b\"}", "eA"));
    SignedToken other = SignedToken.parse(text(HEADER.replace("RS256", "ES256"), "{}", "c2ln"));
    assertThat(again.header()).isSameAs(first.header());
    assertThat(other.header().getAlgorithm().getName()).isEqualTo("ES256");
    for (int i = 0; i < 500; i++) {
      SignedToken one =
          SignedToken.parse(text(HEADER.replace("\"k\"", "\"" + i + "\""), "{}", "x"));
      assertThat(one.header().getKeyID()).isEqualTo(String.valueOf(i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{}",
        "[]",
        "no JSON",
        "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}x",
        "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}"
      })
  void header_ofNoSignature_isRefused(String header) {
    assertThatThrownBy(() -> SignedToken.parse(text(header, "{}", "c2ln")))
        .isInstanceOf(ParseException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"text\"",
        "{",
        "{\"sub\":\"a\",\"sub\":\"b\"}",
        "{\"exp\":\"soon\"}",
        "{\"aud\":[1]}"
      })
  void payload_thatIsNoClaims_isRefused(String claims) {
    assertThatThrownBy(() -> SignedToken.parse(text(HEADER, claims, "c2ln")))
        .isInstanceOf(ParseException.class);
  }

  @Test
  void text_ofAnotherForm_isRefused() {
    String encoded = Base64URL.encode("{}").toString();
    for (String text :
        List.of(
            "",
            ".",
            "..",
            "a.b",
            encoded + "." + encoded,
            text(HEADER, "{}", "a") + ".b",
            Base64URL.encode(HEADER) + ".\u20ac.a",
            Base64URL.encode(HEADER) + ".{}.a")) {
      assertThatThrownBy(() -> SignedToken.parse(text)).isInstanceOf(ParseException.class);
    }
  }

  private static String text(String header, String claims, String signature) {
    return Base64URL.encode(header) + "." + Base64URL.encode(claims) + "." + signature;
  }
}
