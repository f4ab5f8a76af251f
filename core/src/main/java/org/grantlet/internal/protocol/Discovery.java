package org.grantlet.internal.protocol;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.http.HttpResponse;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Provider metadata (OpenID Connect Discovery 1.0) and keys, fetched once and cached for an hour.
 * Concurrent callers share one fetch; failures are not cached. Thread-safe.
 */
final class Discovery {
  private static final Duration AGE = Duration.ofHours(1);

  /** A signature of an unknown key fetches the keys again, no more often than this. */
  private static final Duration KEYS_AT_MOST_EVERY = Duration.ofSeconds(30);

  /**
   * The place of metadata.
   *
   * @param provider whose they are
   * @param issuer the issuer that they must name
   * @param url the URL of the document
   */
  record Place(String provider, String issuer, URI url) {
    /** The place by OpenID Connect Discovery 1.0 section 4. */
    static Place below(String provider, String issuer) {
      String slash = issuer.endsWith("/") ? "" : "/";
      return new Place(
          provider, issuer, URI.create(issuer + slash + ".well-known/openid-configuration"));
    }

    /**
     * Written out, because the JVM makes those of a record at their first call: in a first login.
     */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place same
          && provider.equals(same.provider)
          && issuer.equals(same.issuer)
          && url.equals(same.url);
    }

    @Override
    public int hashCode() {
      return issuer.hashCode();
    }
  }

  private final HttpTransport transport;
  private final SharedCache<Place, ProviderMetadata> metadata;
  private final SharedCache<URI, SigningKeys> keys;
  private final SharedCache<URI, SigningKeys> refetched;

  Discovery(HttpTransport transport) {
    this(transport, Ticker.systemTicker());
  }

  Discovery(HttpTransport transport, Ticker ticker) {
    this.transport = transport;
    metadata = new SharedCache<>(AGE, false, ticker);
    keys = new SharedCache<>(AGE, false, ticker);
    refetched = new SharedCache<>(KEYS_AT_MOST_EVERY, true, ticker);
  }

  /** The metadata of an issuer. */
  ProviderMetadata metadata(Place place) {
    return metadata.get(place, this::fetch);
  }

  /** The metadata of an issuer, if they are cached. */
  ProviderMetadata known(Place place) {
    return metadata
        .known(place)
        .orElseThrow(
            () ->
                ProviderException.unreachable(
                    "The metadata of " + place.issuer() + " are not cached yet", null));
  }

  private ProviderMetadata fetch(Place place) {
    return document(
        place.url(),
        place.provider(),
        "discovery",
        "Discovery of " + place.issuer(),
        json -> {
          ProviderMetadata found = ProviderMetadata.of(json);
          // Compared exactly: OpenID Connect Discovery 1.0 section 4.3
          if (!found.issuer().equals(place.issuer())) {
            throw ProviderException.malformed(
                "it is of the issuer " + Reason.clean(found.issuer()), null);
          }
          return found;
        });
  }

  /** The keys of a provider, at a URL. */
  SigningKeys keys(String provider, URI jwksUri) {
    return keys.get(jwksUri, uri -> fetchKeys(provider, uri));
  }

  /**
   * Newer keys at a URL, fetched at a bounded rate, for a signature that none of the used keys
   * verifies.
   */
  SigningKeys newerKeys(String provider, URI jwksUri, SigningKeys used) {
    SigningKeys now = keys.known(jwksUri).orElse(used);
    return now != used
        ? now
        : refetched.get(
            jwksUri,
            uri -> {
              SigningKeys fetched = fetchKeys(provider, uri);
              keys.put(uri, fetched);
              return fetched;
            });
  }

  private SigningKeys fetchKeys(String provider, URI jwksUri) {
    return document(jwksUri, provider, "keys", "The keys at " + jwksUri, SigningKeys::of);
  }

  /** Any JSON document: some servers give it a wrong content type. */
  private <T> T document(
      URI url,
      String provider,
      String endpoint,
      String what,
      Function<Map<String, Object>, T> reader) {
    try {
      HttpResponse reply = transport.send(HttpRequest.get(url), provider, endpoint);
      if (!reply.hasSuccessStatus()) {
        throw ProviderException.unreachable(what + ": HTTP status " + reply.status(), null);
      }
      return reader.apply(Json.object(reply.text()));
    } catch (ProviderException e) {
      throw e.isTransient()
          ? e
          : ProviderException.malformed(what + " is refused: " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw ProviderException.unreachable(what + " failed: " + Reason.of(e), e);
    }
  }
}
