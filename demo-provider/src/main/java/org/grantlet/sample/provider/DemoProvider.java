package org.grantlet.sample.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.id.ClientID;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.SecretKey;

/**
 * An OpenID provider of a few servlets: discovery, login and consent pages, PKCE, ID tokens,
 * refresh tokens that rotate, UserInfo and revocation; and a calendar that is read with its access
 * tokens. Its first page says how an application on the same machine uses it. Thread-safe.
 *
 * <p>For tests that click: people log in by {@code <button name="email" value="ada@example.org">}
 * or by typing into {@code <input name="email">}, and answer the consent page by {@code <button
 * name="decision">} with the value {@code allow} or {@code deny}.
 */
public final class DemoProvider {
  /** The client for applications in development, at any port of this machine. */
  static final String OPEN_CLIENT_ID = "my-app";

  static final String OPEN_CLIENT_SECRET = "my-app-secret";
  static final Duration ACCESS_TOKEN_LIFE = Duration.ofMinutes(5);
  private static final int KEY_BITS = 2048;

  private final URI issuer;
  private final RSAKey key;
  private final ConcurrentMap<String, DemoClient> clients = new ConcurrentHashMap<>();
  private final Ledger ledger;

  /**
   * A provider under this address.
   *
   * @param tokenKey 256 bits, with which its tokens work after a restart too
   */
  public DemoProvider(URI issuer, SecretKey tokenKey) {
    this.issuer = issuer;
    ledger = new Ledger(new ConsentTokens(tokenKey));
    register(OPEN_CLIENT_ID, OPEN_CLIENT_SECRET, "Your application");
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

  /**
   * Registers an application.
   *
   * @param name for people
   * @param redirectUris compared exactly; none accepts any path and port of this machine
   */
  public DemoProvider register(
      String clientId, String clientSecret, String name, String... redirectUris) {
    clients.put(clientId, new DemoClient(clientId, clientSecret, name, Set.of(redirectUris)));
    return this;
  }

  /** The servlets of the provider, by their paths below the issuer. */
  public Map<String, HttpServlet> servlets() {
    return Map.of(
        "/.well-known/*",
        new MetadataServlet(this),
        "/authorize/*",
        new AuthorizationServlet(this),
        "/token",
        new TokenServlet(this),
        "/revoke",
        new RevocationServlet(this),
        "/userinfo",
        new UserInfoServlet(this),
        CalendarServlet.PATH,
        new CalendarServlet(this),
        "",
        new WelcomeServlet(this));
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
