package org.grantlet.sample.provider;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/** Consents as tokens that only this provider reads (RFC 7516 with a key of its own). */
final class ConsentTokens {
  private static final String EMAIL = "email";
  private static final String CLIENT = "client_id";
  private static final String SCOPE = "scope";
  private static final String FAMILY = "family";

  private final SecretKey key;

  ConsentTokens(SecretKey key) {
    this.key = key;
  }

  String seal(String kind, Ledger.Consent consent, Duration life) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plus(life)))
            .claim(EMAIL, consent.person().email())
            .claim(CLIENT, consent.clientId())
            .claim(SCOPE, consent.scope().toString())
            .claim(FAMILY, consent.family())
            .build();
    EncryptedJWT token =
        new EncryptedJWT(
            new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .type(new JOSEObjectType(kind))
                .build(),
            claims);
    try {
      token.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key does not encrypt", e);
    }
    return token.serialize();
  }

  /** The consent of a token; empty if it is not one of these tokens, or has expired. */
  Optional<Ledger.Consent> open(String kind, String text) {
    try {
      EncryptedJWT token = EncryptedJWT.parse(text);
      token.decrypt(new DirectDecrypter(key));
      JWTClaimsSet claims = token.getJWTClaimsSet();
      if (!new JOSEObjectType(kind).equals(token.getHeader().getType())
          || claims.getExpirationTime().toInstant().isBefore(Instant.now())) {
        return Optional.empty();
      }
      return Person.of(claims.getStringClaim(EMAIL))
          .map(
              person ->
                  new Ledger.Consent(
                      text(claims, CLIENT),
                      person,
                      Scope.parse(text(claims, SCOPE)),
                      text(claims, FAMILY)));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static String text(JWTClaimsSet claims, String claim) {
    return String.valueOf(claims.getClaim(claim));
  }
}
