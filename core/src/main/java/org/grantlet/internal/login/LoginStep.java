package org.grantlet.internal.login;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.AppUrls;
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

  /** In a compact form; the login's id is not repeated in it. */
  byte[] write(AppUrls urls, String loginId);

  static LoginStep read(byte[] stored, AppUrls urls, String loginId) {
    if (StepJson.isJson(stored)) {
      return StepJson.read(stored, urls);
    }
    StepReader in = new StepReader(stored);
    int kind = in.kind();
    return switch (kind) {
      case Open.KIND -> new Open(Open.read(in, urls), in.number() != 0);
      case PendingAuthorization.KIND -> PendingAuthorization.read(in, urls, loginId);
      case Exchanging.KIND -> Exchanging.read(in, urls, loginId);
      case Ended.KIND -> Ended.read(in, urls, loginId);
      default -> throw new IllegalStateException("a stored step is of the unknown kind " + kind);
    };
  }

  /**
   * A login URL that is not redeemed.
   *
   * @param reconnects whether it was made to reconnect its grant: then its owner is told why
   */
  record Open(HostedAuthRequest request, boolean reconnects) implements LoginStep {
    private static final int KIND = 7; // 1 had another form

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
    public byte[] write(AppUrls urls, String loginId) {
      StepWriter out = new StepWriter(KIND);
      write(request, out, urls);
      return out.flags(reconnects, false).bytes();
    }

    static void write(HostedAuthRequest request, StepWriter out, AppUrls urls) {
      out.list(request.providers())
          .text(urls.shorten(request.redirectUri()))
          .text(request.state())
          .scopes(request.scope())
          .text(request.loginHint())
          .object(request.metadata())
          .text(request.grantId())
          .object(request.settings())
          .text(request.accountId())
          .text(request.owner());
    }

    static HostedAuthRequest read(StepReader in, AppUrls urls) {
      return HostedAuthRequest.builder(in.list().toArray(String[]::new))
          .redirectUri(urls.resolve(in.required()))
          .state(in.text())
          .scope(in.scopes())
          .loginHint(in.text())
          .metadata(in.object())
          .grantId(in.text())
          .settings(Objects.requireNonNullElse(in.object(), Map.of()))
          .accountId(in.text())
          .owner(in.text())
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
    private static final int KIND = 6; // 3 had another form

    @Override
    public @Nullable String provider() {
      return pending.provider();
    }

    @Override
    public BrowserBinding binding() {
      return pending.binding();
    }

    @Override
    public byte[] write(AppUrls urls, String loginId) {
      StepWriter out = new StepWriter(KIND);
      pending.write(out, urls, loginId);
      return out.text(response).number(since.toEpochMilli()).bytes();
    }

    private static Exchanging read(StepReader in, AppUrls urls, String loginId) {
      return new Exchanging(
          PendingAuthorization.read(in, urls, loginId),
          in.required(),
          Instant.ofEpochMilli(in.number()));
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
    private static final int KIND = 4;

    @Override
    public @Nullable String provider() {
      return result.provider();
    }

    Ended asSeen() {
      return new Ended(result, binding, response, true);
    }

    @Override
    public byte[] write(AppUrls urls, String loginId) {
      StepWriter out = new StepWriter(KIND).flags(result.success(), seen);
      result.write(out, urls);
      binding.write(out, loginId);
      return out.text(binding.owner()).text(response).bytes();
    }

    private static Ended read(StepReader in, AppUrls urls, String loginId) {
      long flags = in.number();
      LoginResult result = LoginResult.read(in, urls, (flags & 1) != 0);
      String secret = BrowserBinding.readSecret(in, loginId);
      String session = in.text();
      return new Ended(
          result, new BrowserBinding(secret, in.text(), session), in.text(), (flags & 2) != 0);
    }
  }
}
