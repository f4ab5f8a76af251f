package org.grantlet.internal.login;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A step of a login; docs/adr/0002 says what comes after what. Immutable. */
sealed interface LoginStep
    permits LoginStep.Open, PendingAuthorization, LoginStep.Exchanging, LoginStep.Ended {
  /** The only user who may continue; null for anybody. */
  default @Nullable String owner() {
    BrowserBinding binding = binding();
    return binding == null ? null : binding.owner();
  }

  /** The provider; null if it is not chosen. */
  @Nullable String provider();

  /** To whom it belongs; null while its login URL is not redeemed. */
  @Nullable BrowserBinding binding();

  /** The provider of a request; null if it is not chosen. */
  static @Nullable String provider(HostedAuthRequest request) {
    return request.isChoice() ? null : request.provider();
  }

  Map<String, Object> write(AppUrls urls);

  static LoginStep read(Map<String, Object> json, AppUrls urls) {
    JsonObject members = JsonObject.stored(json);
    String kind = members.string("t");
    if (kind == null) {
      return new Open(Open.read(json, urls), members.flag("x", false));
    }
    return switch (kind) {
      case "a" -> PendingAuthorization.read(members, urls);
      case "t" ->
          new Exchanging(
              PendingAuthorization.read(members, urls),
              members.required("k"),
              Instant.ofEpochMilli(Objects.requireNonNull(members.number("w"))));
      default ->
          new Ended(
              LoginResult.read(json),
              BrowserBinding.read(members),
              members.string("k"),
              members.flag("d", false));
    };
  }

  /**
   * A login URL that is not redeemed.
   *
   * @param reconnects whether it was made to reconnect its grant: then its owner is told why
   */
  record Open(HostedAuthRequest request, boolean reconnects) implements LoginStep {
    Open(HostedAuthRequest request) {
      this(request, false);
    }

    @Override
    public @Nullable String owner() {
      return request.owner();
    }

    @Override
    public @Nullable String provider() {
      return LoginStep.provider(request);
    }

    @Override
    public @Nullable BrowserBinding binding() {
      return null;
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      return JsonObject.empty()
          .put("p", request.providers())
          .put("u", urls.shorten(request.redirectUri()))
          .put("s", request.state())
          .put("c", request.scope())
          .put("h", request.loginHint())
          .put("m", request.metadata())
          .put("g", request.grantId())
          .put("e", request.settings())
          .put("a", request.accountId())
          .put("o", request.owner())
          .put("x", reconnects ? true : null)
          .members();
    }

    static HostedAuthRequest read(Map<String, Object> json, AppUrls urls) {
      JsonObject members = JsonObject.stored(json);
      return HostedAuthRequest.builder(members.list("p").toArray(String[]::new))
          .redirectUri(urls.resolve(members.required("u")))
          .state(members.string("s"))
          .scope(members.list("c"))
          .loginHint(members.string("h"))
          .metadata(members.object("m"))
          .grantId(members.string("g"))
          .settings(members.any("e"))
          .accountId(members.string("a"))
          .owner(members.string("o"))
          .build();
    }
  }

  /**
   * A response has come, and one request exchanges its code.
   *
   * @param pending what it responds to
   * @param response the fingerprint of the response
   * @param since when the request began
   */
  record Exchanging(PendingAuthorization pending, String response, Instant since)
      implements LoginStep {
    @Override
    public @Nullable String provider() {
      return pending.provider();
    }

    @Override
    public BrowserBinding binding() {
      return pending.binding();
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      return pending.members("t", urls).put("k", response).put("w", since.toEpochMilli()).members();
    }
  }

  /**
   * How it ended.
   *
   * @param result what the redirect to the application says
   * @param binding to whom it belongs
   * @param response the fingerprint of the response; null if there was none
   * @param seen whether the application has seen it
   */
  record Ended(LoginResult result, BrowserBinding binding, @Nullable String response, boolean seen)
      implements LoginStep {
    @Override
    public @Nullable String provider() {
      return result.provider();
    }

    Ended asSeen() {
      return new Ended(result, binding, response, true);
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      JsonObject members = JsonObject.stored(result.write()).put("t", "e").put("k", response);
      binding.write(members);
      return members.put("d", seen ? true : null).members();
    }
  }
}
