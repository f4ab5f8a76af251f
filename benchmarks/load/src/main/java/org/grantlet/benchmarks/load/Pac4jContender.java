package org.grantlet.benchmarks.load;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.pac4j.core.authorization.authorizer.DefaultAuthorizers;
import org.pac4j.core.config.Config;
import org.pac4j.core.matching.matcher.PathMatcher;
import org.pac4j.jee.filter.CallbackFilter;
import org.pac4j.jee.filter.SecurityFilter;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;
import org.pac4j.oidc.metadata.StaticOidcOpMetadataResolver;

/**
 * pac4j's servlet filters in front of the application's page, in their best set-up: UserInfo off;
 * metadata given, and never looked at again; keys kept by the validator that pac4j makes once. Its
 * token call is Nimbus's, with {@code HttpURLConnection}, and there is no hook for another client;
 * that keeps five idle connections by default, here as many as there are users. Nonce, PKCE and the
 * new session stay.
 */
final class Pac4jContender {
  private Pac4jContender() {}

  static void install(ServletContextHandler context, URI base, URI provider) {
    System.setProperty("http.maxConnections", String.valueOf(ApacheTokenCall.CONNECTIONS));
    OidcConfiguration oidc = new OidcConfiguration();
    oidc.setClientId(Contender.CLIENT_ID);
    oidc.setSecret(Contender.CLIENT_SECRET);
    oidc.setScope("openid email");
    oidc.setClientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    oidc.setUseNonce(true);
    oidc.setCallUserInfoEndpoint(false);
    StaticOidcOpMetadataResolver metadata =
        new StaticOidcOpMetadataResolver(oidc, metadata(provider));
    metadata.init();
    oidc.setOpMetadataResolver(metadata);
    Config config = new Config(base + "/callback", new OidcClient(oidc));
    config.addMatcher("protected", new PathMatcher().excludePaths("/plain", "/callback"));
    AppPages.filter(context, "/callback", new CallbackFilter(config, "/home"));
    AppPages.filter(
        context,
        "/*",
        new SecurityFilter(config, "OidcClient", DefaultAuthorizers.NONE, "protected"));
    AppPages.welcome(context, "/home");
  }

  private static OIDCProviderMetadata metadata(URI provider) {
    try {
      return OIDCProviderMetadata.resolve(new Issuer(provider));
    } catch (GeneralException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
