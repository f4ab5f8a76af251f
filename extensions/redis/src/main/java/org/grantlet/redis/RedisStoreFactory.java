package org.grantlet.redis;

import java.net.URI;
import java.time.Clock;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.StoreFactory;

/** Opens {@code grantlet.one-time-store} = {@code redis://} or, with TLS, {@code rediss://}. */
public final class RedisStoreFactory implements StoreFactory {
  /** For ServiceLoader. */
  public RedisStoreFactory() {}

  @Override
  public boolean opensOneTimeStore(String location) {
    return location.startsWith("redis://") || location.startsWith("rediss://");
  }

  @Override
  public OneTimeStore openOneTimeStore(String location, Clock clock) {
    URI uri;
    try {
      uri = URI.create(location);
    } catch (IllegalArgumentException e) {
      // Its message would repeat the URL, and the password in it.
      throw new IllegalArgumentException(
          "the Redis URL is malformed; a password in it has to be percent-encoded");
    }
    return RedisOneTimeStore.open(uri, clock);
  }
}
