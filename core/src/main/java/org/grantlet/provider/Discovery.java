package org.grantlet.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Provider metadata (OpenID Connect Discovery 1.0) and keys, fetched once and kept for an hour.
 * Whoever comes while somebody fetches waits for that fetch; a failed one is not kept. Thread-safe.
 */
final class Discovery {
  private static final long SIZE = 1_000;
  private static final Duration AGE = Duration.ofHours(1);

  /** An unknown key id fetches the keys again, but no more often than this. */
  private static final Duration KEYS_AT_MOST_EVERY = Duration.ofSeconds(30);

  private final ProviderTransport transport;
  private final Duration timeout;

  /** No cache of Caffeine's for futures: that logs the stack trace of each that fails. */
  private final Cache<String, CompletableFuture<OIDCProviderMetadata>> metadata =
      Caffeine.newBuilder().maximumSize(SIZE).expireAfterWrite(AGE).build();

  private final Cache<URI, JWKSource<SecurityContext>> keys =
      Caffeine.newBuilder().maximumSize(SIZE).build();

  Discovery(ProviderTransport transport, Duration timeout) {
    this.transport = transport;
    this.timeout = timeout;
  }

  /**
   * The metadata of an issuer.
   *
   * @throws ProviderException if they cannot be fetched or are of another issuer
   */
  OIDCProviderMetadata metadata(String issuer) {
    CompletableFuture<OIDCProviderMetadata> mine = new CompletableFuture<>();
    CompletableFuture<OIDCProviderMetadata> first = metadata.asMap().putIfAbsent(issuer, mine);
    if (first != null) {
      try {
        return first.join(); // bounded: the fetch is
      } catch (CompletionException e) {
        throw e.getCause() instanceof ProviderException failure ? failure : e;
      }
    }
    try {
      OIDCProviderMetadata fetched = fetch(issuer);
      mine.complete(fetched);
      return fetched;
    } catch (RuntimeException | Error e) {
      metadata.asMap().remove(issuer, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /**
   * The metadata of an issuer, if they are here.
   *
   * @throws ProviderException if they would have to be fetched
   */
  OIDCProviderMetadata known(String issuer) {
    CompletableFuture<OIDCProviderMetadata> found = metadata.getIfPresent(issuer);
    if (found == null || !found.isDone() || found.isCompletedExceptionally()) {
      throw ProviderException.unreachable("The metadata of " + issuer + " are not here yet", null);
    }
    return found.join();
  }

  private OIDCProviderMetadata fetch(String issuer) {
    String slash = issuer.endsWith("/") ? "" : "/";
    try {
      HTTPRequest request =
          new HTTPRequest(
              HTTPRequest.Method.GET,
              URI.create(issuer + slash + ".well-known/openid-configuration"));
      request.setAccept("application/json");
      HTTPResponse response = request.send(transport);
      if (response.getStatusCode() != HTTPResponse.SC_OK) {
        throw ProviderException.unreachable(
            "Discovery of " + issuer + " answered HTTP status " + response.getStatusCode(), null);
      }
      OIDCProviderMetadata found = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
      // To the letter: OpenID Connect Discovery 1.0 section 4.3
      if (!found.getIssuer().getValue().equals(issuer)) {
        throw ProviderException.malformed(
            "Discovery of "
                + issuer
                + " answered for the issuer "
                + ProviderException.clean(found.getIssuer().getValue()),
            null);
      }
      return found;
    } catch (IOException | ParseException e) {
      throw ProviderException.unreachable(
          "Discovery of "
              + issuer
              + " failed: "
              + ProviderException.clean(String.valueOf(e.getMessage())),
          e);
    }
  }

  /** The keys at a URL. */
  JWKSource<SecurityContext> keys(URI jwksUri) {
    return keys.get(jwksUri, this::source);
  }

  private JWKSource<SecurityContext> source(URI jwksUri) {
    try {
      return JWKSourceBuilder.<SecurityContext>create(jwksUri.toURL(), transport)
          .cache(AGE.toMillis(), timeout.toMillis())
          .refreshAheadCache(false)
          .rateLimited(KEYS_AT_MOST_EVERY.toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw ProviderException.malformed("jwks_uri is not a URL", e);
    }
  }
}
