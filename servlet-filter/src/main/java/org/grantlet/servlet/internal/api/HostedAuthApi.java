package org.grantlet.servlet.internal.api;

import static org.grantlet.GrantletException.invalidField;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.LoginUrl;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.internal.login.LoginUrls;
import org.jspecify.annotations.Nullable;

/** {@code POST /auth} and {@code POST /grants/{id}/reconnect}. Thread-safe. */
record HostedAuthApi(LoginUrls loginUrls) {
  ApiReply create(ApiCall call) {
    JsonObject body = call.body();
    Object provider = provider(body);
    return reply(loginUrls.create(request(body, provider)), provider);
  }

  /** {@code POST /grants/{id}/reconnect}: everything that is not given is the grant's. */
  ApiReply reconnect(ApiCall call) {
    HostedAuthRequest.Builder request = loginUrls.reconnect(GrantsApi.id(call));
    JsonObject body = call.bodyOrNone();
    given(body.string("redirect_uri"), request::redirectUri);
    given(body.string("account_id"), request::accountId);
    request
        .expiresIn(body.seconds("expires_in"))
        .state(body.string("state"))
        .metadata(body.object("metadata"));
    HostedAuthRequest built = request.build();
    return reply(loginUrls.create(built, true), built.provider());
  }

  private static void given(@Nullable String value, Consumer<String> member) {
    if (value != null) {
      member.accept(value);
    }
  }

  private static ApiReply reply(LoginUrl made, Object provider) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("url", made.url());
    view.put("id", made.id());
    view.put("expires_at", made.expiresAt().getEpochSecond());
    view.put("request", view(made.request(), provider));
    return ApiReply.one(view);
  }

  /** A name or {@code *}, or a list of names. */
  private static Object provider(JsonObject body) {
    Object given = body.value("provider");
    if (given == null) {
      throw new GrantletException(ErrorCode.PROVIDER_REQUIRED, "provider is required");
    }
    if (given instanceof String) {
      return body.required("provider");
    }
    if (!(given instanceof List<?>)) {
      throw invalidField("provider", "must be a string or a list of strings");
    }
    List<String> names = body.list("provider");
    if (names.contains(HostedAuthRequest.ANY)) {
      throw invalidField("provider", "must be \"*\" alone, or a list of names");
    }
    return names;
  }

  private static HostedAuthRequest request(JsonObject body, Object provider) {
    String[] names =
        provider instanceof List<?> list
            ? list.stream().map(String::valueOf).toArray(String[]::new)
            : new String[] {provider.toString()};
    return HostedAuthRequest.builder(names)
        .redirectUri(body.required("redirect_uri"))
        .expiresIn(body.seconds("expires_in"))
        .state(body.string("state"))
        .scope(Objects.requireNonNullElse(body.strings("scope"), List.of()))
        .addScope(Objects.requireNonNullElse(body.strings("add_scope"), List.of()))
        .loginHint(body.string("login_hint"))
        .metadata(body.object("metadata"))
        .grantId(body.string("grant_id"))
        .settings(ApiCall.newSettings(body))
        .accountId(body.string("account_id"))
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
    view.put("add_scope", request.addedScope().isEmpty() ? null : request.addedScope());
    view.put("login_hint", request.loginHint());
    view.put("metadata", request.metadata());
    view.put("grant_id", request.grantId());
    view.put("settings", request.settings().isEmpty() ? null : request.settings());
    view.put("account_id", request.accountId());
    view.values().removeIf(Objects::isNull);
    return view;
  }
}
