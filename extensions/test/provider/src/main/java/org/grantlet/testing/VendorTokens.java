package org.grantlet.testing;

import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.grantlet.testing.IssuedTokens.Consent;
import org.grantlet.testing.IssuedTokens.Family;
import org.grantlet.testing.VendorDescription.Incremental;
import org.grantlet.testing.VendorDescription.OpenId;
import org.grantlet.testing.VendorDescription.Pkce;
import org.grantlet.testing.VendorDescription.Refresh;
import org.grantlet.testing.VendorDescription.Token;
import org.jspecify.annotations.Nullable;

/** Exchanges codes and refresh tokens as the vendor does. */
final class VendorTokens {
  private final VendorDescription vendor;
  private final Token rules;
  private final VendorRegistration client;
  private final IssuedTokens tokens;
  private final IdTokenMint mint;
  private final Clock clock;

  VendorTokens(
      VendorDescription vendor,
      VendorRegistration client,
      IssuedTokens tokens,
      IdTokenMint mint,
      Clock clock) {
    this.vendor = vendor;
    rules = vendor.token();
    this.client = client;
    this.tokens = tokens;
    this.mint = mint;
    this.clock = clock;
  }

  Reply answer(VendorRequest request) {
    Refresh refresh = vendor.refresh();
    boolean refreshes =
        (refresh != null && !refresh.url().equals(rules.url()))
            ? refresh.url().endsWith(request.path())
            : "refresh_token".equals(request.parameter("grant_type"));
    if (!request.method().equals("POST")) {
      return Reply.status(405);
    }
    if (!request.hasHeaders(rules.headers()) || !rules.bodies().contains(request.bodyFormat())) {
      return error("invalid_request", request);
    }
    if (!request.isAuthenticated(rules.authentication(), client.id(), client.secret())) {
      return error("invalid_client", request);
    }
    if (!refreshes) {
      return exchange(request);
    }
    return refresh == null ? error("unsupported_grant_type", request) : refresh(request, refresh);
  }

  private Reply exchange(VendorRequest request) {
    String code = request.parameter("code");
    String verifier = request.parameter("code_verifier");
    if (code == null
        || !request.has(rules.parameters())
        || (verifier != null && vendor.authorization().pkce() == Pkce.REFUSED)) {
      return error("invalid_request", request);
    }
    Family family = tokens.redeem(code);
    if (family == null) {
      return error("invalid_grant", request);
    }
    Consent consent = family.consent();
    Incremental incremental = vendor.authorization().incremental();
    if (incremental != null && incremental.resources(scope(consent)).size() > 1) {
      return error("invalid_request", request);
    }
    boolean proven = vendor.authorization().pkce() == Pkce.UNKNOWN || consent.isProvenBy(verifier);
    boolean same = client.callbackUri().toString().equals(request.parameter("redirect_uri"));
    return proven && same
        ? reply(family, rules.response(), consent.offline(), true, request)
        : error("invalid_grant", request);
  }

  private Reply refresh(VendorRequest request, Refresh refresh) {
    String token = request.parameter("refresh_token");
    if (token == null
        || refresh.parameters().stream().anyMatch(p -> request.parameter(p) == null)) {
      return error("invalid_request", request);
    }
    Family family = tokens.use(token, refresh.rotation());
    return family == null
        ? error("invalid_grant", request)
        : reply(family, refresh.response(), refresh.rotation() != Rotation.OFF, false, request);
  }

  private Reply reply(
      Family family,
      Map<String, Object> template,
      boolean withRefreshToken,
      boolean signIn,
      VendorRequest request) {
    Instant now = clock.instant();
    Duration lifetime = rules.lifetime();
    Consent consent = family.consent();
    String accessToken =
        tokens.accessToken(family, lifetime == null ? Instant.MAX : now.plus(lifetime));
    List<String> scope = scope(consent);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("$access_token", accessToken);
    values.put(
        "$refresh_token",
        withRefreshToken && vendor.refresh() != null ? tokens.refreshToken(family) : null);
    values.put("$id_token", idToken(consent, accessToken, signIn, now));
    values.put("$scope", consent.scope());
    values.put("$scope,", String.join(",", scope));
    String offline = vendor.authorization().offline().get("scope");
    values.put(
        "$scope_online",
        scope.stream().filter(each -> !each.equals(offline)).collect(Collectors.joining(" ")));
    values.put("$scope[]", scope);
    values.put("$now", String.valueOf(now.toEpochMilli()));
    return written(200, VendorTemplates.fill(template, values), request);
  }

  private static List<String> scope(Consent consent) {
    return Arrays.asList(consent.scope().split(" ", -1));
  }

  private @Nullable String idToken(
      Consent consent, String accessToken, boolean signIn, Instant now) {
    OpenId openId = vendor.openId();
    if (openId == null || !consent.includes("openid")) {
      return null;
    }
    Map<String, Object> claims = new LinkedHashMap<>(openId.claims());
    if (!consent.user().equals(TestUser.ADA)) { // whom the description describes
      claims.put("sub", consent.user().subject());
      claims.put("email", consent.user().email());
    }
    claims.put("aud", client.id());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(3600).getEpochSecond());
    if (signIn && openId.nonce() && consent.nonce() != null) {
      claims.put("nonce", consent.nonce());
    }
    claims.put(
        "at_hash",
        AccessTokenHash.compute(new BearerAccessToken(accessToken), mint.algorithm(), null)
            .getValue());
    return mint.mint(claims, client.secret());
  }

  private Reply error(String code, VendorRequest request) {
    String name = rules.errorCodes().getOrDefault(code, code);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("$error", name);
    return written(rules.errorStatus(), VendorTemplates.fill(rules.error(), values), request);
  }

  private Reply written(int status, Map<String, Object> members, VendorRequest request) {
    if (!rules.formReply() || String.valueOf(request.header("Accept")).contains("json")) {
      return Reply.json(status, members);
    }
    Map<String, List<String>> form = new LinkedHashMap<>();
    members.forEach((name, value) -> form.put(name, new ArrayList<>(List.of(value.toString()))));
    return Reply.of(
        status, "application/x-www-form-urlencoded", URLUtils.serializeParameters(form));
  }
}
