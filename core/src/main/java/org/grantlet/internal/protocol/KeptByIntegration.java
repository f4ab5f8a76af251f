package org.grantlet.internal.protocol;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.grantlet.Integration;

/**
 * One value for each integration, made of it and kept until the integration changes: a change makes
 * another version, which equals none before. Thread-safe.
 */
public final class KeptByIntegration<T> {
  /** More integrations than most deployments have; beyond that, all are made again. */
  private static final int AT_MOST = 1_000;

  private record Kept<T>(Integration integration, T value) {}

  private final ConcurrentMap<String, Kept<T>> byId = new ConcurrentHashMap<>();

  /** The value of exactly this version of an integration. */
  public T of(Integration integration, Supplier<T> maker) {
    return of(integration, value -> true, maker);
  }

  /** The same, unless the value does not fit: then another one is made, and kept. */
  public T of(Integration integration, Predicate<T> fits, Supplier<T> maker) {
    Kept<T> kept = byId.get(integration.id());
    if (kept != null && kept.integration.equals(integration) && fits.test(kept.value)) {
      return kept.value;
    }
    T made = maker.get();
    if (byId.size() >= AT_MOST) {
      byId.clear();
    }
    byId.put(integration.id(), new Kept<>(integration, made));
    return made;
  }
}
