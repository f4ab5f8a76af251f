package org.grantlet.provider;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.json.Json;
import org.jspecify.annotations.Nullable;

/** Finds out who authenticated: by the ID token, and by UserInfo for what that lacks. */
public final class Identities {
  private final ProviderTransport transport;
  private final IdTokenVerifier idTokens;

  Identities(ProviderTransport transport, IdTokenVerifier idTokens) {
    this.transport = transport;
    this.idTokens = idTokens;
  }

  /**
   * Who the tokens are of.
   *
   * @param openId whether this is OpenID Connect, so that an ID token must be there
   * @param nonce the one of the authorization request; null where there was none
   * @param idTokenAlgorithm the integration's {@code id_token_signed_response_alg}
   * @throws GrantletException {@link ErrorCode#EXCHANGE_FAILED} if the ID token does not validate,
   *     or UserInfo is of somebody else
   * @throws ProviderException if UserInfo cannot be had
   */
  public Identity of(
      Provider provider,
      ClientCredentials client,
      TokenReply reply,
      boolean openId,
      @Nullable String nonce,
      @Nullable String idTokenAlgorithm) {
    String subject = null;
    String email = null;
    if (openId) {
      IDTokenClaimsSet claims = idTokens.verify(provider, client, reply, nonce, idTokenAlgorithm);
      subject = claims.getSubject().getValue();
      email = claims.getStringClaim("email");
    }
    if (provider.userinfoEndpoint() == null || (subject != null && email != null)) {
      return new Identity(subject, email);
    }
    Map<String, Object> info = userInfo(provider.userinfoEndpoint(), reply.accessToken(), openId);
    Identity told = new Identity(first(info, "sub", "id", "user_id"), first(info, "email"));
    // OpenID Connect Core 1.0 section 5.3.4
    if (subject != null && !subject.equals(told.subject())) {
      throw new GrantletException(
          ErrorCode.EXCHANGE_FAILED, "UserInfo is of another subject than the ID token");
    }
    return told;
  }

  private Map<String, Object> userInfo(URI endpoint, Secret accessToken, boolean openId) {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, endpoint);
    request.setAuthorization("Bearer " + accessToken.reveal());
    request.setAccept("application/json");
    try {
      HTTPResponse response = request.send(transport);
      if (!openId && response.getStatusCode() / 100 == 4) {
        return Map.of(); // a token without the scope for it: the provider tells no identity
      }
      if (response.getStatusCode() != HTTPResponse.SC_OK) {
        throw ProviderException.unreachable(
            "UserInfo answered HTTP status " + response.getStatusCode(), null);
      }
      return Json.object(String.valueOf(response.getBody()));
    } catch (IOException e) {
      throw ProviderException.unreachable(
          "UserInfo did not answer: " + ProviderException.clean(String.valueOf(e.getMessage())), e);
    } catch (IllegalArgumentException e) {
      throw ProviderException.malformed("UserInfo is not a JSON object", e);
    }
  }

  private static @Nullable String first(Map<String, Object> info, String... members) {
    for (String member : members) {
      Object value = info.get(member);
      if (value instanceof String || value instanceof Number) {
        String text = value.toString();
        return text.isBlank() || text.length() > 512 ? null : text;
      }
    }
    return null;
  }
}
