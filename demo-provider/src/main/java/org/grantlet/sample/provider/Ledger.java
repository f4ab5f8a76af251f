package org.grantlet.sample.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the provider. The content of a token is in the token, so grants still work after a
 * restart. But a restart forgets used and revoked tokens, which only a demonstration may do.
 * Thread-safe.
 */
final class Ledger {
  private static final String ACCESS = "access";
  private static final String REFRESH = "refresh";
  private static final int AT_MOST = 10_000;
  private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(30);

  /**
   * A login under way.
   *
   * @param request what the application asked
   * @param person who logged in; null before that
   */
  record Interaction(AuthorizationRequest request, @Nullable Person person) {}

  /**
   * An issued code.
   *
   * @param request what the application asked
   * @param person who consented
   * @param family the tokens that come of it
   */
  record Code(AuthorizationRequest request, Person person, String family) {}

  /**
   * The content of a token.
   *
   * @param clientId whose it is
   * @param person who consented
   * @param scope to what
   * @param family the tokens of the same consent; they end together
   */
  record Consent(String clientId, Person person, Scope scope, String family) {}

  private final Cache<String, Interaction> interactions = cache(Duration.ofMinutes(10));
  private final Cache<String, Code> codes = cache(Duration.ofMinutes(1));
  private final Cache<String, Code> usedCodes = cache(Duration.ofMinutes(10));
  private final Cache<String, Consent> usedRefreshTokens = cache(REFRESH_TOKEN_LIFE);
  private final Cache<String, Boolean> endedFamilies = cache(REFRESH_TOKEN_LIFE);
  private final ConsentTokens tokens;

  Ledger(ConsentTokens tokens) {
    this.tokens = tokens;
  }

  private static <V> Cache<String, V> cache(Duration life) {
    return Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterWrite(life).build();
  }

  /** Begins or continues a login; each step has an id of its own, so no step works twice. */
  String keep(Interaction interaction) {
    String id = random();
    interactions.put(id, interaction);
    return id;
  }

  Optional<Interaction> take(String id) {
    return Optional.ofNullable(interactions.asMap().remove(id));
  }

  void issueCode(String code, AuthorizationRequest request, Person person) {
    codes.put(code, new Code(request, person, random()));
  }

  /** The code, once; a second use revokes its tokens (RFC 6749 section 4.1.2). */
  Optional<Code> redeem(String code, String clientId, @Nullable URI redirectUri) {
    Code found = codes.asMap().remove(code);
    if (found == null) {
      Code used = usedCodes.getIfPresent(code);
      if (used != null) {
        endFamily(used.family());
      }
      return Optional.empty();
    }
    usedCodes.put(code, found);
    boolean fits =
        found.request().getClientID().getValue().equals(clientId)
            && found.request().getRedirectionURI().equals(redirectUri);
    return fits ? Optional.of(found) : Optional.empty();
  }

  BearerAccessToken accessToken(Consent consent) {
    Duration life = DemoProvider.ACCESS_TOKEN_LIFE;
    return new BearerAccessToken(
        tokens.seal(ACCESS, consent, life), life.toSeconds(), consent.scope());
  }

  RefreshToken refreshToken(Consent consent) {
    return new RefreshToken(tokens.seal(REFRESH, consent, REFRESH_TOKEN_LIFE));
  }

  /** The refresh token, once; a second use ends the family (RFC 9700 section 4.14.2). */
  Optional<Consent> rotate(String refreshToken, String clientId) {
    Optional<Consent> found =
        live(REFRESH, refreshToken).filter(consent -> consent.clientId().equals(clientId));
    if (found.isPresent()
        && usedRefreshTokens.asMap().putIfAbsent(refreshToken, found.get()) != null) {
      endFamily(found.get().family());
      return Optional.empty();
    }
    return found;
  }

  Optional<Consent> consent(String accessToken) {
    return live(ACCESS, accessToken);
  }

  void revoke(String token, String clientId) {
    live(REFRESH, token)
        .or(() -> live(ACCESS, token))
        .filter(consent -> consent.clientId().equals(clientId))
        .ifPresent(consent -> endFamily(consent.family()));
  }

  private Optional<Consent> live(String kind, String token) {
    return tokens
        .open(kind, token)
        .filter(consent -> endedFamilies.getIfPresent(consent.family()) == null);
  }

  private void endFamily(String family) {
    endedFamilies.put(family, true);
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }
}
