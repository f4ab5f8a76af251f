package org.grantlet.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.grantlet.testing.IssuedTokens.Consent;

/** What a provider is like when it behaves. */
final class ProviderSettings {
  static final Set<String> SECRET_METHODS = Set.of("client_secret_basic", "client_secret_post");

  volatile Clock clock = Clock.systemUTC();
  volatile TestUser user = TestUser.ADA;
  volatile Duration accessTokenLifetime = Duration.ofHours(1);
  volatile Rotation rotation = Rotation.STRICT;
  volatile String clientId = "test-client";
  volatile String clientSecret = "test-client-secret-of-more-than-256-bits";
  volatile Set<String> authenticationMethods = SECRET_METHODS;
  volatile boolean sendsIssuer = true;
  volatile boolean openId = true;
  volatile boolean signedUserInfo;
  volatile boolean anyClient;
  volatile Runnable eachLogin = () -> {};

  /** Whom the authorization endpoint asks who it is; empty to ask nobody. */
  volatile List<TestUser> asked = List.of();

  /** The user's consent to these scopes, given elsewhere. */
  Consent consent(String scope) {
    return consent(user, scope);
  }

  Consent consent(TestUser of, String scope) {
    return new Consent(of, anyClient ? "" : clientId, scope, true, null, null, null);
  }
}
