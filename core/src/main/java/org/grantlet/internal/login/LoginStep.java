package org.grantlet.internal.login;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Where a login is; docs/adr/0002 says who moves it on. Immutable. */
sealed interface LoginStep
    permits LoginStep.Open, PendingAuthorization, LoginStep.Exchanging, LoginStep.Ended {
  /** Who alone may go on; null for anybody. */
  default @Nullable String owner() {
    BrowserBinding binding = binding();
    return binding == null ? null : binding.owner();
  }

  /** The provider that the user is sent to; null if there is a choice, or was none. */
  @Nullable String provider();

  /** Whose it is; null while its login URL is not redeemed. */
  @Nullable BrowserBinding binding();

  /** The provider of a request; null if its user has yet to choose. */
  static @Nullable String provider(HostedAuthRequest request) {
    return request.isChoice() ? null : request.provider();
  }

  /** As the store keeps it. */
  Map<String, Object> write(AppUrls urls);

  /** Reads what {@link #write} wrote. */
  static LoginStep read(Map<String, Object> json, AppUrls urls) {
    JsonObject members = JsonObject.stored(json);
    String kind = members.string("t");
    if (kind == null) {
      return new Open(HostedAuthRequestCodec.read(json, urls));
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

  /** A login URL that nobody has spent. */
  record Open(HostedAuthRequest request) implements LoginStep {
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
      return HostedAuthRequestCodec.write(request, urls);
    }
  }

  /**
   * An answer came, and one request exchanges its code.
   *
   * @param pending what it answers
   * @param answer a hash of the code
   * @param since when it was taken
   */
  record Exchanging(PendingAuthorization pending, String answer, Instant since)
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
      return pending.members("t", urls).put("k", answer).put("w", since.toEpochMilli()).members();
    }
  }

  /**
   * How it ended.
   *
   * @param result what the redirect to the application says
   * @param binding whose it is
   * @param answer a hash of the code; null if no answer came
   * @param seen whether the application has seen it
   */
  record Ended(LoginResult result, BrowserBinding binding, @Nullable String answer, boolean seen)
      implements LoginStep {
    @Override
    public @Nullable String provider() {
      return result.provider();
    }

    Ended asSeen() {
      return new Ended(result, binding, answer, true);
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      JsonObject members = JsonObject.stored(result.write()).put("t", "e").put("k", answer);
      binding.write(members);
      return members.put("d", seen ? true : null).members();
    }
  }
}
