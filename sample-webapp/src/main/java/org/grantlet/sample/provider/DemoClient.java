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
 * @param redirectUris where answers may go
 */
record DemoClient(String id, String secret, Set<URI> redirectUris) {

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
