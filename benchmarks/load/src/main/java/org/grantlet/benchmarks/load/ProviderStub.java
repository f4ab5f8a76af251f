package org.grantlet.benchmarks.load;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * An OpenID provider that costs little and believes everything. The code that it takes is the
 * account's number and, after a dot, the nonce of the ID token it gives, if any. It counts what it
 * is asked. The provider of {@code grantlet-test-provider} cannot take its place: that one signs
 * with the JDK ({@link FastRsaKey} says what this costs), and keeps what it gave and was sent.
 */
final class ProviderStub extends Handler.Abstract {
  static final String METADATA = "/.well-known/openid-configuration";
  static final String AUTHORIZE = "/authorize";
  static final String TOKEN = "/token";
  static final String JWKS = "/jwks";
  static final String USERINFO = "/userinfo";

  /** To ask about refreshes. */
  static final String REFRESHES = "refreshes";

  private static final String HEADER =
      Base64URL.encode("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"benchmark\"}").toString();

  private final FastRsaKey key = new FastRsaKey();
  private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
  private final URI base;

  private final SlowRefresh refreshes;

  private ProviderStub(URI base, SlowRefresh refreshes) {
    this.base = base;
    this.refreshes = refreshes;
  }

  /** The argument, if there is one, says how many milliseconds a refresh takes. */
  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.open();
    URI base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    SlowRefresh refreshes =
        new SlowRefresh(Duration.ofMillis(args.length == 0 ? 0 : Long.parseLong(args[0])));
    ProviderStub stub = new ProviderStub(base, refreshes);
    server.setHandler(stub);
    server.start();
    Commands.serve(
        base,
        question ->
            question.equals(REFRESHES)
                ? refreshes.report()
                : String.valueOf(stub.asked(question).sum()));
  }

  private LongAdder asked(String path) {
    return asked.computeIfAbsent(path, any -> new LongAdder());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    asked(path).increment();
    String form =
        path.equals(TOKEN) ? Content.Source.asString(request, StandardCharsets.UTF_8) : "";
    if (form.contains("grant_type=refresh_token")) {
      refreshes.answer(request, form, response, callback);
      return true;
    }
    String body =
        switch (path) {
          case METADATA -> metadata();
          case JWKS -> new JWKSet(key.publicJwk()).toString();
          case USERINFO -> userInfo(request.getHeaders().get(HttpHeader.AUTHORIZATION));
          case TOKEN -> tokens(code(form));
          default -> null;
        };
    if (body == null) {
      return false;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, body, callback);
    return true;
  }

  /** Each access token is another account's. */
  private static String userInfo(String authorization) {
    return "{\"sub\":\"account-of-" + authorization.replaceFirst("Bearer ", "") + "\"}";
  }

  private static String code(String form) {
    int start = form.startsWith("code=") ? 5 : form.indexOf("&code=") + 6;
    int end = form.indexOf('&', start);
    return end < 0 ? form.substring(start) : form.substring(start, end);
  }

  private String tokens(String code) {
    int dot = code.indexOf('.');
    String account = code.substring(0, dot);
    String nonce = dot + 1 == code.length() ? "" : "\"nonce\":\"" + code.substring(dot + 1) + "\",";
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"%s","sub":"account-%s","aud":"%s","iat":%d,"exp":%d,%s"email":"user-%s@example.com"}\
        """
            .formatted(base, account, Contender.CLIENT_ID, now, now + 3600, nonce, account);
    String signed = HEADER + "." + Base64URL.encode(claims);
    return "{\"access_token\":\"at-8e5ZQy4M0mV2pYl6rTqKxN7c"
        + account
        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt-Wq3sUz8nB1kD9fHj"
        + account
        + "\",\"scope\":\"openid email\",\"id_token\":\""
        + signed
        + "."
        + key.sign(signed)
        + "\"}";
  }

  private String metadata() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
     "jwks_uri":"%1$s/jwks","userinfo_endpoint":"%1$s/userinfo","response_types_supported":["code"],
     "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"],
     "token_endpoint_auth_methods_supported":["client_secret_basic"],
     "code_challenge_methods_supported":["S256"]}\
    """
        .formatted(base);
  }
}
