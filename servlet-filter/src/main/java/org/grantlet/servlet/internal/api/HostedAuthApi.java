package org.grantlet.servlet.internal.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.LoginUrl;
import org.grantlet.internal.login.LoginUrls;
import org.jspecify.annotations.Nullable;

/** {@code POST /auth}. Thread-safe. */
final class HostedAuthApi {
  private final LoginUrls loginUrls;

  HostedAuthApi(LoginUrls loginUrls) {
    this.loginUrls = loginUrls;
  }

  ApiReply create(ApiCall call) {
    Members body = call.body();
    Object provider = provider(body);
    LoginUrl made = loginUrls.create(request(body, provider));
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("url", made.url());
    view.put("id", made.id());
    view.put("expires_at", made.expiresAt().getEpochSecond());
    view.put("request", view(made.request(), provider));
    return ApiReply.one(view);
  }

  /** A name or {@code *}, or a list of names. */
  private static Object provider(Members body) {
    Object provider = body.textOrTexts("provider");
    if (provider == null) {
      throw new GrantletException(ErrorCode.PROVIDER_REQUIRED, "provider is required");
    }
    if (provider instanceof List<?> names && names.contains(HostedAuthRequest.ANY)) {
      throw GrantletException.invalidField("provider", "must be \"*\" alone, or a list of names");
    }
    return provider;
  }

  private static HostedAuthRequest request(Members body, Object provider) {
    String[] names =
        provider instanceof List<?> list
            ? list.stream().map(String::valueOf).toArray(String[]::new)
            : new String[] {provider.toString()};
    return HostedAuthRequest.builder(names)
        .redirectUri(body.required("redirect_uri"))
        .expiresIn(body.seconds("expires_in"))
        .state(body.text("state"))
        .scope(Objects.requireNonNullElse(body.texts("scope"), List.of()))
        .loginHint(body.text("login_hint"))
        .metadata(body.object("metadata"))
        .grantId(body.text("grant_id"))
        .settings(body.newSettings())
        .accountId(body.text("account_id"))
        .build();
  }

  /** What was asked, and only that. */
  private static Map<String, @Nullable Object> view(HostedAuthRequest request, Object provider) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("provider", provider);
    view.put("redirect_uri", request.redirectUri());
    Duration expiresIn = request.expiresIn();
    view.put("expires_in", expiresIn == null ? null : expiresIn.toSeconds());
    view.put("state", request.state());
    view.put("scope", request.scope().isEmpty() ? null : request.scope());
    view.put("login_hint", request.loginHint());
    view.put("metadata", request.metadata());
    view.put("grant_id", request.grantId());
    view.put("settings", request.settings().isEmpty() ? null : request.settings());
    view.put("account_id", request.accountId());
    view.values().removeIf(Objects::isNull);
    return view;
  }
}
