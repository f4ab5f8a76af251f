package org.grantlet.sample.provider;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.Secret;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered application.
 *
 * @param id its client id
 * @param secret its client secret
 * @param name for people
 * @param redirectUris where answers may go, compared exactly; empty for any path and port of this
 *     machine (RFC 8252 section 7.3)
 */
record DemoClient(String id, String secret, String name, Set<String> redirectUris) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Whether answers may go there. */
  boolean accepts(URI redirectUri) {
    return redirectUris.isEmpty()
        ? "http".equals(redirectUri.getScheme())
            && redirectUri.getHost() != null
            && THIS_MACHINE.contains(redirectUri.getHost())
        : redirectUris.contains(redirectUri.toString());
  }

  /** Whether this is how the application authenticates: client_secret_basic or _post. */
  boolean isAuthenticatedBy(@Nullable ClientAuthentication authentication) {
    return authentication instanceof PlainClientSecret plain
        && plain.getClientSecret().equals(new Secret(secret));
  }

  @Override
  public String toString() {
    return "DemoClient[id=" + id + "]";
  }
}
