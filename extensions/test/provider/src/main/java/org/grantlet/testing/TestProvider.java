package org.grantlet.testing;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An OpenID provider on loopback that is right in everything, unless a test turns a knob:
 *
 * <pre>{@code
 * try (TestProvider provider = TestProvider.start()) {
 *   provider.idToken().set("nonce", "wrong");
 *   provider.token().remove("expires_in");
 *   provider.refresh().next(Reply.status(500));
 *   …
 *   assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
 * }
 * }</pre>
 *
 * <p>The user is signed in and consents without a page in between. Thread-safe; knobs may be turned
 * while requests are served.
 */
public final class TestProvider extends ProviderKnobs implements AutoCloseable {
  private final String issuer;
  private final ProviderSettings settings = new ProviderSettings();
  private final IssuedTokens tokens = new IssuedTokens();
  private final IdTokenMint mint = new IdTokenMint(idToken());

  private TestProvider(ProviderServer server) {
    super(server);
    issuer = server.issuer();
  }

  /** A provider on a free port of 127.0.0.1. */
  public static TestProvider start() {
    return start(0);
  }

  /**
   * A provider on 127.0.0.1.
   *
   * @param port 0 for a free one
   */
  public static TestProvider start(int port) {
    try {
      TestProvider provider = new TestProvider(new ProviderServer(Endpoint::at, port));
      ProviderEndpoints endpoints =
          new ProviderEndpoints(provider.issuer, provider.settings, provider.tokens, provider.mint);
      provider.server.start(
          (request, behavior) -> {
            if (request.endpoint() == Endpoint.AUTHORIZATION) {
              provider.settings.eachLogin.run();
            }
            return endpoints.answer(request, behavior, provider.idToken());
          });
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The issuer, {@code http://127.0.0.1:PORT}. */
  public String issuer() {
    return issuer;
  }

  /** The address of an endpoint. */
  public URI uri(Endpoint endpoint) {
    return URI.create(issuer + endpoint.path());
  }

  /** The only registered client. */
  public String clientId() {
    return settings.clientId;
  }

  /** Its secret. */
  public String clientSecret() {
    return settings.clientSecret;
  }

  /** Settings of an integration that finds this provider by discovery. */
  public Map<String, String> openIdSettings() {
    return Map.of(
        "issuer", issuer, "client_id", settings.clientId, "client_secret", settings.clientSecret);
  }

  /** Settings of an integration that names the endpoints. */
  public Map<String, String> oauthSettings() {
    Map<String, String> named = new LinkedHashMap<>(openIdSettings());
    named.remove("issuer");
    named.put("authorization_endpoint", uri(Endpoint.AUTHORIZATION).toString());
    named.put("token_endpoint", uri(Endpoint.TOKEN).toString());
    named.put("revocation_endpoint", uri(Endpoint.REVOCATION).toString());
    if (settings.openId) {
      named.put("userinfo_endpoint", uri(Endpoint.USERINFO).toString());
    }
    return named;
  }

  /** Registers this client in place of the default one. */
  public TestProvider client(String id, String secret) {
    settings.clientId = id;
    settings.clientSecret = secret;
    return this;
  }

  /**
   * Accepts, and announces, only these ways of client authentication; at first {@code
   * client_secret_basic} and {@code client_secret_post}. With {@code none} the client is public.
   */
  public TestProvider clientAuthentication(String... methods) {
    settings.authenticationMethods = Set.of(methods);
    return this;
  }

  /** Any client is registered, with any secret and none. */
  public TestProvider anyClient() {
    settings.anyClient = true;
    return this;
  }

  /** Does this when a browser arrives, before it is answered. */
  public TestProvider eachLogin(Runnable action) {
    settings.eachLogin = action;
    return this;
  }

  /** Asks the person at the browser which of these users it is, and whether to allow the access. */
  public TestProvider asks(List<TestUser> users) {
    settings.asked = List.copyOf(users);
    return this;
  }

  /** Who signs in from now on; {@link TestUser#ADA} at first. */
  public TestProvider user(TestUser user) {
    settings.user = user;
    return this;
  }

  /** The time in tokens and of their expiry; the system's at first. */
  public TestProvider clock(Clock clock) {
    settings.clock = clock;
    return this;
  }

  /** How long access tokens made from now on live; an hour at first. */
  public TestProvider accessTokenLifetime(Duration lifetime) {
    settings.accessTokenLifetime = lifetime;
    return this;
  }

  /** What happens to refresh tokens that were used; {@link Rotation#STRICT} at first. */
  public TestProvider rotation(Rotation rotation) {
    settings.rotation = rotation;
    return this;
  }

  /** Signs with a new key; the keys before stay published. */
  public TestProvider rotateKeys() {
    mint.rotate(mint.algorithm());
    return this;
  }

  /** Signs with a new key; the keys before are withdrawn at once. */
  public TestProvider replaceKeys() {
    mint.rotate(mint.algorithm());
    mint.withdrawOldKeys();
    return this;
  }

  /** Signs with a new key under the key id of the one before, which is gone. */
  public TestProvider replaceKeysUnderOldId() {
    mint.replaceUnderOldName();
    return this;
  }

  /**
   * UserInfo comes as a signed JWT (OpenID Connect Core §5.3.2), signed and made wrong as the ID
   * token is; {@code iss} and {@code aud} are in it.
   */
  public TestProvider signedUserInfo() {
    settings.signedUserInfo = true;
    return this;
  }

  /** Signs, and announces that it signs, by this algorithm (RFC 7518 §3.1); RS256 at first. */
  public TestProvider signingAlgorithm(String algorithm) {
    mint.rotate(JWSAlgorithm.parse(algorithm));
    mint.withdrawOldKeys();
    return this;
  }

  /** Knows nothing of RFC 9207: promises no {@code iss} in authorization responses, sends none. */
  public TestProvider withoutResponseIssuer() {
    settings.sendsIssuer = false;
    return this;
  }

  /** OAuth 2.0 only: no discovery, no keys, no ID token, no UserInfo, nobody's identity. */
  public TestProvider withoutIdentity() {
    settings.openId = false;
    return withoutResponseIssuer();
  }

  /** Turns the knobs of all endpoints and of the ID token back, and opens all gates. */
  public TestProvider behaveWell() {
    server.behaveWell();
    idToken().reset();
    return this;
  }

  /**
   * All that nobody may see: the client secret, every code and token that was given out, every ID
   * token, and the verifiers and nonces that the client sent.
   */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(tokens.all());
    secrets.addAll(mint.minted());
    secrets.add(settings.clientSecret);
    requests(Endpoint.TOKEN).forEach(request -> secrets.add(request.parameter("code_verifier")));
    requests(Endpoint.AUTHORIZATION).forEach(request -> secrets.add(request.parameter("nonce")));
    secrets.removeIf(Objects::isNull);
    return secrets;
  }

  /** Asks the authorization endpoint as the user's browser would, with the whole request URI. */
  public AuthorizationAnswer authorize(URI request) {
    return AuthorizationAnswer.to(request);
  }

  /** Whether an access or refresh token is good at this provider now. */
  public boolean accepts(String token) {
    return tokens.isLiveRefreshToken(token)
        || tokens.consent(token, settings.clock.instant()) != null;
  }

  /** A refresh token of the user, as if got elsewhere; scopes are separated by spaces. */
  public String issueRefreshToken(String scope) {
    return tokens.refreshToken(tokens.start(settings.consent(scope)));
  }

  /** Takes these tokens of a user from now on; scopes are separated by spaces. */
  public TestProvider resume(
      TestUser user, String accessToken, String refreshToken, Duration lifetime, String scope) {
    tokens.resume(
        settings.consent(user, scope),
        refreshToken,
        accessToken,
        settings.clock.instant().plus(lifetime));
    return this;
  }

  /** Takes a refresh token of the user that an earlier provider gave out. */
  public TestProvider resume(String refreshToken, String scope) {
    var unused = tokens.resume(settings.consent(scope), refreshToken);
    return this;
  }

  /** Ends a refresh token, and what came of it. */
  public TestProvider revoke(String refreshToken) {
    tokens.revoke(refreshToken);
    return this;
  }

  /** A user withdraws the consent: no token of theirs given out before is good any more. */
  public TestProvider revokeUser(String subject) {
    tokens.revokeUser(subject);
    return this;
  }

  /** All users withdraw their consent: no token given out before is good any more. */
  public TestProvider revokeAll() {
    tokens.revokeAll();
    return this;
  }

  /** Stops at once, cutting off all that still wait for a reply. */
  @Override
  public void close() {
    server.close();
  }
}
