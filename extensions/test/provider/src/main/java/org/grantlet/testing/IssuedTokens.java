package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Codes, access tokens and refresh tokens that a provider gave out. Thread-safe. */
final class IssuedTokens {

  /**
   * What somebody agreed to.
   *
   * @param clientId empty if any client may use the refresh token
   * @param scope separated by spaces
   * @param offline whether a refresh token goes with it
   */
  record Consent(
      TestUser user,
      String clientId,
      String scope,
      boolean offline,
      @Nullable String redirectUri,
      @Nullable String nonce,
      @Nullable String codeChallenge) {

    boolean includes(String wanted) {
      return (" " + scope + " ").contains(" " + wanted + " ");
    }

    boolean isProvenBy(@Nullable String verifier) {
      if (verifier == null || codeChallenge == null) {
        return verifier == null && codeChallenge == null; // RFC 9700 §4.8.2 on the downgrade
      }
      return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
          .getValue()
          .equals(codeChallenge);
    }
  }

  /** One consent and all the tokens that come of it; all of them end together. */
  static final class Family {
    private final Consent consent;
    private String refreshToken = random("refresh");
    private boolean revoked;

    private Family(Consent consent) {
      this.consent = consent;
    }

    Consent consent() {
      return consent;
    }
  }

  private record Access(Family family, Instant expiresAt) {}

  private final Map<String, Consent> codes = new HashMap<>();
  private final Map<String, Family> usedCodes = new HashMap<>();
  private final Map<String, Family> refreshTokens = new HashMap<>();
  private final Map<String, Access> accessTokens = new HashMap<>();

  private static String random(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  synchronized String code(Consent consent) {
    String code = random("code");
    codes.put(code, consent);
    return code;
  }

  /** Redeems a code; null if there is no such code, and then what came of it before is revoked. */
  synchronized @Nullable Family redeem(String code) {
    Consent consent = codes.remove(code);
    if (consent == null) {
      Family earlier = usedCodes.get(code);
      if (earlier != null) {
        earlier.revoked = true; // RFC 6749 §4.1.2
      }
      return null;
    }
    Family family = start(consent);
    usedCodes.put(code, family);
    return family;
  }

  synchronized Family start(Consent consent) {
    Family family = new Family(consent);
    refreshTokens.put(family.refreshToken, family);
    return family;
  }

  /** A refresh token that was given out before this provider started. */
  synchronized Family resume(Consent consent, String refreshToken) {
    Family family = new Family(consent);
    family.refreshToken = refreshToken;
    refreshTokens.put(refreshToken, family);
    return family;
  }

  /** The same, with an access token. */
  synchronized void resume(
      Consent consent, String refreshToken, String accessToken, Instant expiresAt) {
    Family family = resume(consent, refreshToken);
    accessTokens.put(accessToken, new Access(family, expiresAt));
  }

  /** Uses a refresh token; null if it is no longer good, or never was. */
  synchronized @Nullable Family use(String refreshToken, Rotation rotation) {
    Family family = refreshTokens.get(refreshToken);
    if (family == null || family.revoked) {
      return null;
    }
    if (!family.refreshToken.equals(refreshToken)) {
      family.revoked = rotation == Rotation.STRICT;
      return null;
    }
    if (rotation != Rotation.OFF) {
      family.refreshToken = random("refresh");
      refreshTokens.put(family.refreshToken, family);
    }
    return family;
  }

  synchronized String refreshToken(Family family) {
    return family.refreshToken;
  }

  synchronized String accessToken(Family family, Instant expiresAt) {
    String token = random("access");
    accessTokens.put(token, new Access(family, expiresAt));
    return token;
  }

  /** What an access token stands for; null if it is not good (any more). */
  synchronized @Nullable Consent consent(String accessToken, Instant now) {
    Access access = accessTokens.get(accessToken);
    return access == null || access.family.revoked || !now.isBefore(access.expiresAt)
        ? null
        : access.family.consent;
  }

  synchronized boolean isLiveRefreshToken(String token) {
    Family family = refreshTokens.get(token);
    return family != null && !family.revoked && family.refreshToken.equals(token);
  }

  /** RFC 7009: a refresh token takes everything with it, an access token only itself. */
  synchronized void revoke(String token) {
    Family family = refreshTokens.get(token);
    if (family != null) {
      family.revoked = true;
    }
    accessTokens.remove(token);
  }

  /** Ends the consent that a token came of, whichever kind it is. */
  synchronized void endAll(String token) {
    Family family = refreshTokens.get(token);
    Access access = accessTokens.get(token);
    if (family == null && access != null) {
      family = access.family;
    }
    if (family != null) {
      family.revoked = true;
    }
  }

  /** Every code and token that was ever given out. */
  synchronized List<String> all() {
    return Stream.of(codes, usedCodes, refreshTokens, accessTokens)
        .flatMap(given -> given.keySet().stream())
        .toList();
  }

  synchronized boolean isAnyAlive() {
    return refreshTokens.values().stream().anyMatch(family -> !family.revoked);
  }

  synchronized void revokeUser(String subject) {
    Stream.concat(
            refreshTokens.values().stream(), accessTokens.values().stream().map(Access::family))
        .filter(family -> family.consent.user().subject().equals(subject))
        .forEach(family -> family.revoked = true);
  }

  synchronized void revokeAll() {
    refreshTokens.values().forEach(family -> family.revoked = true);
  }
}
