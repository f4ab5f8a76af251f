package org.grantlet.benchmarks.load;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.pac4j.core.authorization.authorizer.DefaultAuthorizers;
import org.pac4j.core.config.Config;
import org.pac4j.core.matching.matcher.PathMatcher;
import org.pac4j.jee.filter.CallbackFilter;
import org.pac4j.jee.filter.SecurityFilter;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;

/** pac4j's servlet filters in front of the application's page; UserInfo off, nonce on. */
final class Pac4jContender {
  private Pac4jContender() {}

  static void install(ServletContextHandler context, URI base, URI provider) {
    OidcConfiguration oidc = new OidcConfiguration();
    oidc.setClientId(Contender.CLIENT_ID);
    oidc.setSecret(Contender.CLIENT_SECRET);
    oidc.setDiscoveryURI(provider + ProviderStub.METADATA);
    oidc.setScope("openid email");
    oidc.setClientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    oidc.setUseNonce(true);
    oidc.setCallUserInfoEndpoint(false);
    Config config = new Config(base + "/callback", new OidcClient(oidc));
    config.addMatcher("protected", new PathMatcher().excludePaths("/plain", "/callback"));
    AppPages.filter(context, "/callback", new CallbackFilter(config, "/home"));
    AppPages.filter(
        context,
        "/*",
        new SecurityFilter(config, "OidcClient", DefaultAuthorizers.NONE, "protected"));
    AppPages.welcome(context, "/home");
  }
}
