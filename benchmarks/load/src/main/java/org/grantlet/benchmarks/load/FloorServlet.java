package org.grantlet.benchmarks.load;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

/**
 * The floor: a random state in a map, one token call, one ID-token check, and nothing else. Which
 * HTTP client makes the token call is all that its two variants differ in. Not to be copied: no
 * PKCE, no nonce, no tie to a browser, and the map only grows.
 */
final class FloorServlet extends HttpServlet {
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> states = new ConcurrentHashMap<>();
  private final DefaultJWTProcessor<SecurityContext> idTokens = new DefaultJWTProcessor<>();
  private final URI provider;
  private final String callback;
  private final TokenCall token;

  private FloorServlet(URI base, URI provider, TokenCall token) {
    this.provider = provider;
    this.token = token;
    callback = URLEncoder.encode(base + "/callback", StandardCharsets.UTF_8);
    try {
      idTokens.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.RS256,
              JWKSourceBuilder.create(provider.resolve(ProviderStub.JWKS).toURL()).build()));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
    idTokens.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            Contender.CLIENT_ID,
            new JWTClaimsSet.Builder().issuer(provider.toString()).build(),
            Set.of("sub", "exp", "iat")));
  }

  static void install(ServletContextHandler context, URI base, URI provider, TokenCall token) {
    FloorServlet floor = new FloorServlet(base, provider, token);
    AppPages.servlet(context, "/start", floor);
    AppPages.servlet(context, "/callback", floor);
    AppPages.welcome(context, "/home");
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/start")) {
      byte[] bytes = new byte[24];
      random.nextBytes(bytes);
      String state = Base64.getUrlEncoder().encodeToString(bytes);
      states.put(state, Instant.now());
      response.sendRedirect(
          provider
              + ProviderStub.AUTHORIZE
              + "?response_type=code&scope=openid+email&client_id="
              + Contender.CLIENT_ID
              + "&redirect_uri="
              + callback
              + "&state="
              + state);
    } else if (states.remove(request.getParameter("state")) == null
        || !isValid(idToken(request.getParameter("code")))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      response.sendRedirect("/home");
    }
  }

  private String idToken(String code) throws IOException {
    String reply =
        token.post("grant_type=authorization_code&code=" + code + "&redirect_uri=" + callback);
    try {
      return JSONObjectUtils.getString(JSONObjectUtils.parse(reply), "id_token");
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  private boolean isValid(String idToken) {
    try {
      return idTokens.process(idToken, null).getSubject() != null;
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return false;
    }
  }
}
