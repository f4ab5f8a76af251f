package org.grantlet.internal.login;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that was sent: what the response is checked against.
 *
 * @param request the hosted auth request, with its scopes
 * @param integrationId the integration
 * @param callbackUri where the provider sends its response
 * @param binding to whom it belongs
 * @param withVerifier whether a code challenge was sent
 * @param withNonce whether a nonce was sent
 */
record PendingAuthorization(
    HostedAuthRequest request,
    String integrationId,
    URI callbackUri,
    BrowserBinding binding,
    boolean withVerifier,
    boolean withNonce)
    implements LoginStep {
  @Override
  public @Nullable String provider() {
    return LoginStep.provider(request);
  }

  @Override
  public Map<String, Object> write(AppUrls urls) {
    return members("a", urls).members();
  }

  JsonObject members(String kind, AppUrls urls) {
    JsonObject members =
        JsonObject.empty()
            .put("t", kind)
            .put("r", new LoginStep.Open(request).write(urls))
            .put("i", integrationId)
            .put("c", urls.shorten(callbackUri.toString()))
            .put("v", withVerifier ? true : null)
            .put("n", withNonce ? true : null);
    binding.write(members);
    return members;
  }

  static PendingAuthorization read(JsonObject members, AppUrls urls) {
    return new PendingAuthorization(
        LoginStep.Open.read(Objects.requireNonNull(members.object("r")), urls),
        members.required("i"),
        URI.create(urls.resolve(members.required("c"))),
        BrowserBinding.read(members),
        members.flag("v", false),
        members.flag("n", false));
  }

  @Override
  public String toString() {
    return "PendingAuthorization[" + request + "]";
  }
}
