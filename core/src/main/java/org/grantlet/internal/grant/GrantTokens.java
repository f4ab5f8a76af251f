package org.grantlet.internal.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.grantlet.AccessToken;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.JsonObject;
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

  /**
   * The tokens of a response; without a refresh token, the former one stays.
   *
   * @param former opens the former tokens; called only if they are needed
   */
  static GrantTokens of(
      TokenResponse response, Supplier<@Nullable GrantTokens> former, Instant now) {
    Secret refreshToken = response.refreshToken();
    if (refreshToken == null) {
      GrantTokens before = former.get();
      refreshToken = before == null ? null : before.refreshToken();
    }
    return new GrantTokens(
        response.accessToken(),
        response.tokenType(),
        refreshToken,
        now,
        response.lifetime() == null ? null : now.plus(response.lifetime()));
  }

  /** Whether there is a refresh token, or the provider refreshes by the access token. */
  boolean isRefreshable(ProviderDefinitions catalog, String provider) {
    return refreshToken != null
        || catalog.find(provider).filter(entry -> entry.refresh().byAccessToken()).isPresent();
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

  String encrypt(Encryption encryption, String grantId) {
    JsonObject json =
        JsonObject.empty()
            .put("a", accessToken.reveal())
            .put("t", tokenType)
            .put("r", refreshToken == null ? null : refreshToken.reveal())
            .put("o", obtainedAt.toEpochMilli())
            .put("e", expiresAt == null ? null : expiresAt.toEpochMilli());
    return encryption.encryptText(Json.text(json.members()), place(grantId));
  }

  static GrantTokens decrypt(Encryption encryption, String encrypted, String grantId) {
    String text = encryption.decryptText(encrypted, place(grantId)).reveal();
    JsonObject json = JsonObject.stored(Json.object(text));
    String refreshToken = json.string("r");
    Long expiresAt = json.number("e");
    return new GrantTokens(
        Secret.of(json.required("a")),
        json.required("t"),
        refreshToken == null ? null : Secret.of(refreshToken),
        Instant.ofEpochMilli(json.number("o", 0)),
        expiresAt == null ? null : Instant.ofEpochMilli(expiresAt));
  }

  private static String place(String grantId) {
    return "grant/" + grantId;
  }
}
