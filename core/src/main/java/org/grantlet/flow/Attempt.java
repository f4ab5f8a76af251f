package org.grantlet.flow;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that is under way: what its answer is checked against. Immutable.
 *
 * @param request the hosted auth request, its scopes filled in
 * @param loginId the login URL that was spent
 * @param integrationId the integration
 * @param callbackUri where the provider was told to answer
 * @param codeVerifier RFC 7636; null where the provider breaks on it
 * @param withNonce whether a nonce was sent: with {@code openid}, unless the provider does not
 *     repeat it
 */
public record Attempt(
    HostedAuthRequest request,
    String loginId,
    String integrationId,
    URI callbackUri,
    @Nullable String codeVerifier,
    boolean withNonce) {

  @Override
  public String toString() {
    return "Attempt[" + request + "]";
  }

  Map<String, Object> write(AppUrls urls) {
    return Members.empty()
        .put("r", LoginTicket.write(request, urls))
        .put("l", loginId)
        .put("i", integrationId)
        .put("c", urls.shorten(callbackUri.toString()))
        .put("v", codeVerifier)
        .put("n", withNonce ? true : null)
        .json();
  }

  static Attempt read(Map<String, Object> json, AppUrls urls) {
    Members members = new Members(json);
    return new Attempt(
        LoginTicket.read(Objects.requireNonNull(members.object("r")), urls),
        members.required("l"),
        members.required("i"),
        URI.create(urls.resolve(members.required("c"))),
        members.text("v"),
        members.flag("n"));
  }
}
