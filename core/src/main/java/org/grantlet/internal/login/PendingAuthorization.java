package org.grantlet.internal.login;

import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
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
    String callbackUri,
    BrowserBinding binding,
    boolean withVerifier,
    boolean withNonce)
    implements LoginStep {
  static final int KIND = 5; // 2 had another form

  @Override
  public @Nullable String provider() {
    return LoginStep.provider(request);
  }

  @Override
  public byte[] write(AppUrls urls, String loginId) {
    StepWriter out = new StepWriter(KIND);
    write(out, urls, loginId);
    return out.bytes();
  }

  /** The owner is the request's; of the provider's own callback URI there is nothing to say. */
  void write(StepWriter out, AppUrls urls, String loginId) {
    LoginStep.Open.write(request, out, urls);
    out.uuid(integrationId)
        .text(
            callbackUri.equals(urls.callback(request.provider()))
                ? null
                : urls.shorten(callbackUri))
        .flags(withVerifier, withNonce);
    binding.write(out, loginId);
  }

  static PendingAuthorization read(StepReader in, AppUrls urls, String loginId) {
    HostedAuthRequest request = LoginStep.Open.read(in, urls);
    String integrationId = in.uuid();
    String callback = in.text();
    long flags = in.number();
    String secret = BrowserBinding.readSecret(in, loginId);
    return new PendingAuthorization(
        request,
        integrationId,
        callback == null ? urls.callback(request.provider()) : urls.resolve(callback),
        new BrowserBinding(secret, request.owner(), in.text()),
        (flags & 1) != 0,
        (flags & 2) != 0);
  }

  @Override
  public String toString() {
    return "PendingAuthorization[" + request + "]";
  }
}
