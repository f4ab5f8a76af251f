package org.grantlet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.grantlet.testing.VendorDescription.Call;
import org.jspecify.annotations.Nullable;

/**
 * A vendor as its own documentation describes it, on loopback: it does what the file {@code
 * vendor/NAME.json} says and refuses what the vendor refuses. All its hosts are paths here: {@code
 * https://HOST/PATH} is {@code http://127.0.0.1:PORT/HOST/PATH}, so that a test that replaces
 * {@code https://} by {@link #base} everywhere finds it. The user is signed in and consents at
 * once. Thread-safe.
 */
public final class VendorSimulator implements AutoCloseable {
  private static final String CLIENT_ID = "vendor-client";
  private static final String CLIENT_SECRET = "vendor-client-secret-of-more-than-256-bits";

  private final ProviderServer server;
  private final VendorRegistration client;
  private final IssuedTokens tokens = new IssuedTokens();
  private final List<String> strays = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final VendorDescription vendor;
  private final VendorCalls calls;
  private final VendorUser user = new VendorUser();

  private VendorSimulator(String name, URI callbackUri, Clock clock) throws IOException {
    server = new ProviderServer(this::endpointAt, 0);
    this.clock = clock;
    client = new VendorRegistration(CLIENT_ID, CLIENT_SECRET, callbackUri);
    vendor = VendorDescription.read(name, base());
    calls = new VendorCalls(client, tokens, clock);
    IdTokenMint mint = new IdTokenMint(new IdTokenBehavior());
    VendorAuthorization authorization = new VendorAuthorization(vendor, client, tokens, user);
    VendorTokens tokenEndpoint = new VendorTokens(vendor, client, tokens, mint, clock);
    server.start(
        (recorded, behavior) -> {
          VendorRequest request = new VendorRequest(recorded);
          return switch (recorded.endpoint()) {
            case AUTHORIZATION -> authorization.answer(request);
            case TOKEN -> tokenEndpoint.answer(request);
            case JWKS -> Reply.json(200, mint.jwks());
            case USERINFO -> profile(request);
            case REVOCATION -> revoke(request);
            case DISCOVERY, API -> Reply.status(404);
          };
        });
  }

  /**
   * The vendor of a description on a free port, where the application is registered.
   *
   * @param callbackUri the only one that the vendor redirects to
   */
  public static VendorSimulator start(String vendor, URI callbackUri, Clock clock) {
    try {
      return new VendorSimulator(vendor, callbackUri, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The vendors that can be simulated; for tests of this module. */
  public static SortedSet<String> vendors() {
    return VendorDescription.names();
  }

  private Reply profile(VendorRequest request) {
    Call call = calls.at(vendor.profiles(), base(), request.path(), request.method());
    return call == null ? Reply.status(405) : calls.profile(call, base(), request);
  }

  private Reply revoke(VendorRequest request) {
    Call call = calls.at(vendor.revocations(), base(), request.path(), request.method());
    return call == null ? Reply.status(405) : calls.revoke(call, base(), request);
  }

  private @Nullable Endpoint endpointAt(String path) {
    String url = base() + path;
    if (url.equals(vendor.authorization().url())) {
      return Endpoint.AUTHORIZATION;
    }
    if (url.equals(vendor.token().url())
        || (vendor.refresh() != null && url.equals(vendor.refresh().url()))) {
      return Endpoint.TOKEN;
    }
    if (vendor.openId() != null && url.equals(vendor.openId().jwksUri())) {
      return Endpoint.JWKS;
    }
    if (calls.at(vendor.revocations(), base(), path, null) != null) {
      return Endpoint.REVOCATION;
    }
    if (calls.at(vendor.profiles(), base(), path, null) != null) {
      return Endpoint.USERINFO;
    }
    strays.add(path);
    return null;
  }

  /** What stands for {@code https:/}: {@code http://127.0.0.1:PORT}. */
  public String base() {
    return server.issuer();
  }

  /** A text in which all {@code https://} lead to this server. */
  public String here(String text) {
    return text.replace("https://", base() + "/");
  }

  /** Settings of an integration: the client, and what the description says of the account. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(vendor.settings());
    settings.put("client_id", client.id());
    settings.put("client_secret", client.secret());
    return settings;
  }

  /** What must not be logged or shown: the client secret, and all codes and tokens so far. */
  public List<String> secrets() {
    return Stream.concat(Stream.of(client.secret()), tokens.all().stream()).toList();
  }

  /** The scopes to ask for. */
  public List<String> scopes() {
    return vendor.scopes();
  }

  /** What has to come of a login. */
  public VendorExpectation expected() {
    return vendor.expected();
  }

  VendorDescription description() {
    return vendor;
  }

  /** From now on the user says no. */
  public VendorSimulator deny() {
    user.deny(true);
    return this;
  }

  /** From now on the user says yes, as at first. */
  public VendorSimulator allow() {
    user.deny(false);
    return this;
  }

  /** From now on somebody else is signed in, where ID tokens tell who it is. */
  public VendorSimulator signIn(TestUser other) {
    user.signIn(other);
    return this;
  }

  /** From now on the user consents to all scopes but these, as vendors with a box for each let. */
  public VendorSimulator withhold(String... scopes) {
    user.withhold(Set.of(scopes));
    return this;
  }

  /** The user withdraws all consents: no token given out before is good any more. */
  public VendorSimulator revokeAll() {
    tokens.revokeAll();
    user.forget();
    return this;
  }

  /** Asks the authorization endpoint as the user's browser would, with the whole request URI. */
  public AuthorizationAnswer authorize(URI request) {
    return AuthorizationAnswer.to(request);
  }

  /** Whether an access token is good now. */
  public boolean accepts(String accessToken) {
    return tokens.consent(accessToken, clock.instant()) != null;
  }

  /** Whether there is a consent that has come to no end. */
  public boolean isConnected() {
    return tokens.isAnyAlive();
  }

  /** What an endpoint was asked, in the order of arrival. */
  public List<RecordedRequest> requests(Endpoint endpoint) {
    return server.log().of(endpoint);
  }

  /** The paths of requests to what the vendor does not have. */
  public List<String> strays() {
    return List.copyOf(strays);
  }

  @Override
  public void close() {
    server.close();
  }
}
