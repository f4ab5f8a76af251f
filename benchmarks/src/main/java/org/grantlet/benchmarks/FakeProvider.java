package org.grantlet.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.engine.Grantlet;

/** A provider that answers what was prepared, and an engine that has it as {@code acme}. */
final class FakeProvider implements AutoCloseable {
  static final String NONCE = "n-0S6_WzA2Mj";

  private final HttpServer server;
  private final String base;
  private final RSAKey key;

  FakeProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("key").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/jwks", new JWKSet(key.toPublicJWK()).toString());
    answer(
        "/token",
        "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
            + "\"refresh_token\":\"rt\",\"id_token\":\""
            + idToken()
            + "\"}");
    server.start();
  }

  private void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  Grantlet engine(Clock clock) {
    return Grantlet.builder()
        .clock(clock)
        .baseUrl("https://app.example.com")
        .customProviders(true)
        .insecureLoopback(true)
        .integration(
            "acme",
            IntegrationSpec.builder()
                .clientId("client")
                .clientSecret("secret-of-the-client")
                .setting("issuer", base)
                .setting("authorization_endpoint", base + "/authorize")
                .setting("token_endpoint", base + "/token")
                .setting("jwks_uri", base + "/jwks")
                .scope("openid", "email")
                .redirectUris("/connected")
                .build())
        .build();
  }

  /** An ID token for {@link #NONCE}, valid for a day. */
  String idToken() {
    Instant now = Instant.now();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
            new JWTClaimsSet.Builder()
                .issuer(base)
                .subject("subject")
                .audience("client")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(86_400)))
                .claim("nonce", NONCE)
                .claim("email", "ada@example.com")
                .build());
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
