package org.grantlet.internal.protocol;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The provider of a version of an integration, and what else it was made of. Immutable.
 *
 * @param standIn what stood in for it; null if nothing did
 * @param metadata those that were needed, by their place
 */
record KeptProvider(
    ResolvedProvider provider,
    @Nullable URI standIn,
    Map<Discovery.Place, ProviderMetadata> metadata) {

  /**
   * Whether it would be the same if it were made now.
   *
   * @param now finds metadata, and throws where they are not to be had
   */
  boolean isStillOf(
      Map<String, Object> extras,
      @Nullable URI standInNow,
      Function<Discovery.Place, ProviderMetadata> now) {
    if (!provider.inputs().extras().equals(extras) || !Objects.equals(standIn, standInNow)) {
      return false;
    }
    for (Map.Entry<Discovery.Place, ProviderMetadata> each : metadata.entrySet()) {
      if (!Objects.equals(now.apply(each.getKey()), each.getValue())) { // mostly the same object
        return false;
      }
    }
    return true;
  }
}
