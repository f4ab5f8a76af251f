package org.grantlet.testing;

import org.jspecify.annotations.Nullable;

/** The endpoints of a {@link TestProvider}. */
public enum Endpoint {
  /** OpenID Connect Discovery 1.0 §4. */
  DISCOVERY("/.well-known/openid-configuration"),
  /** The provider's public keys. */
  JWKS("/jwks"),
  /** Answers at once: the test's user is signed in and consents. */
  AUTHORIZATION("/authorize"),
  /** Codes and refresh tokens, RFC 6749 §3.2. */
  TOKEN("/token"),
  /** OpenID Connect Core §5.3. */
  USERINFO("/userinfo"),
  /** RFC 7009. */
  REVOCATION("/revoke"),
  /** The API for which its access tokens are; everything below. */
  API("/api/");

  private final String path;

  Endpoint(String path) {
    this.path = path;
  }

  /** The path below the issuer. */
  public String path() {
    return path;
  }

  static @Nullable Endpoint at(String path) {
    for (Endpoint endpoint : values()) {
      if (endpoint.path.equals(path) || (endpoint == API && path.startsWith(API.path))) {
        return endpoint;
      }
    }
    return null;
  }
}
