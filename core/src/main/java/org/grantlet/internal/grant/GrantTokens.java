package org.grantlet.internal.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.AccessToken;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.protocol.TokenResponse;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a grant, which are stored encrypted. Immutable.
 *
 * @param accessToken the access token
 * @param tokenType how to present it
 * @param refreshToken the refresh token, if the provider ever gave one
 * @param obtainedAt when the access token was issued to us
 * @param expiresAt when it ends; null if the provider does not say
 */
record GrantTokens(
    Secret accessToken,
    String tokenType,
    @Nullable Secret refreshToken,
    Instant obtainedAt,
    @Nullable Instant expiresAt) {

  /** How long the result of {@code accessToken(id)} works at least. */
  static final Duration MARGIN = Duration.ofSeconds(60);

  /** The tokens of a response; without a refresh token, the former one stays. */
  static GrantTokens of(TokenResponse reply, @Nullable GrantTokens before, Instant now) {
    Secret refreshToken = reply.refreshToken();
    return new GrantTokens(
        reply.accessToken(),
        reply.tokenType(),
        refreshToken == null && before != null ? before.refreshToken() : refreshToken,
        now,
        reply.lifetime() == null ? null : now.plus(reply.lifetime()));
  }

  /** Whether there is a refresh token, or the provider refreshes by the access token. */
  boolean isRefreshable(ProviderDefinitions catalogue, String provider) {
    return refreshToken != null
        || catalogue.find(provider).filter(entry -> entry.refresh().byAccessToken()).isPresent();
  }

  /** When the access token should be refreshed; null for never. */
  @Nullable Instant dueAt() {
    if (expiresAt == null) {
      return null;
    }
    Duration life = Duration.between(obtainedAt, expiresAt);
    return expiresAt.minus(life.compareTo(MARGIN) > 0 ? MARGIN : life.dividedBy(2));
  }

  boolean isDue(Instant now) {
    Instant due = dueAt();
    return due != null && !now.isBefore(due);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  AccessToken toAccessToken(List<String> scope) {
    return new AccessToken(accessToken, tokenType, expiresAt, scope);
  }

  /** Encrypted for one grant. */
  String encrypt(Encryption encryption, String grantId) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("a", accessToken.reveal());
    json.put("t", tokenType);
    if (refreshToken != null) {
      json.put("r", refreshToken.reveal());
    }
    json.put("o", obtainedAt.toEpochMilli());
    if (expiresAt != null) {
      json.put("e", expiresAt.toEpochMilli());
    }
    return encryption.encryptText(Json.text(json), place(grantId));
  }

  /** Decrypts what {@link #encrypt} encrypted. */
  static GrantTokens decrypt(Encryption encryption, String encrypted, String grantId) {
    Map<String, Object> json =
        Json.object(encryption.decryptText(encrypted, place(grantId)).reveal());
    Object refreshToken = json.get("r");
    return new GrantTokens(
        Secret.of(String.valueOf(json.get("a"))),
        String.valueOf(json.get("t")),
        refreshToken == null ? null : Secret.of(refreshToken.toString()),
        instant(json.get("o"), Instant.EPOCH),
        json.get("e") == null ? null : instant(json.get("e"), Instant.EPOCH));
  }

  private static Instant instant(@Nullable Object millis, Instant otherwise) {
    return millis instanceof Number number ? Instant.ofEpochMilli(number.longValue()) : otherwise;
  }

  private static String place(String grantId) {
    return "grant/" + grantId;
  }
}
