package org.grantlet.sample.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.SecretKey;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * An OpenID provider in one servlet context: discovery, login and consent pages, PKCE, ID tokens,
 * refresh tokens that rotate, UserInfo and revocation. Thread-safe.
 *
 * <p>For tests that click: people log in by {@code <button name="email" value="ada@example.org">}
 * or by typing into {@code <input name="email">}, and answer the consent page by {@code <button
 * name="decision">} with the value {@code allow} or {@code deny}.
 */
public final class DemoProvider {
  static final Duration ACCESS_TOKEN_LIFE = Duration.ofMinutes(5);
  private static final int KEY_BITS = 2048;

  private final URI issuer;
  private final RSAKey key;
  private final ConcurrentMap<String, DemoClient> clients = new ConcurrentHashMap<>();
  private final Ledger ledger;

  /**
   * A provider under this address, whose path is its servlet context.
   *
   * @param tokenKey 256 bits, with which its tokens work after a restart too
   */
  public DemoProvider(URI issuer, SecretKey tokenKey) {
    this.issuer = issuer;
    ledger = new Ledger(new ConsentTokens(tokenKey));
    try {
      key =
          new RSAKeyGenerator(KEY_BITS)
              .keyIDFromThumbprint(true)
              .algorithm(JWSAlgorithm.RS256)
              .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** Registers an application; its redirect URIs are compared exactly. */
  public void register(String clientId, String clientSecret, Set<URI> redirectUris) {
    clients.put(clientId, new DemoClient(clientId, clientSecret, Set.copyOf(redirectUris)));
  }

  /** The servlets of the provider. */
  public ServletContextHandler context() {
    ServletContextHandler context = new ServletContextHandler(issuer.getPath());
    context.addServlet(new ServletHolder(new MetadataServlet(this)), "/.well-known/*");
    context.addServlet(new ServletHolder(new AuthorizationServlet(this)), "/authorize/*");
    context.addServlet(new ServletHolder(new TokenServlet(this)), "/token");
    context.addServlet(new ServletHolder(new RevocationServlet(this)), "/revoke");
    context.addServlet(new ServletHolder(new UserInfoServlet(this)), "/userinfo");
    return context;
  }

  URI issuer() {
    return issuer;
  }

  URI endpoint(String path) {
    return URI.create(issuer + path);
  }

  RSAKey key() {
    return key;
  }

  Ledger ledger() {
    return ledger;
  }

  Optional<DemoClient> client(ClientID id) {
    return Optional.ofNullable(clients.get(id.getValue()));
  }
}
