package org.grantlet.servlet.internal.config;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantletBuilder;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.StoreFactory;
import org.grantlet.store.Stores;
import org.jspecify.annotations.Nullable;

/** The stores that the keys name; opened once nothing else is wrong. Not thread-safe. */
final class StoreKeys {
  private static final String MEMORY = "memory";
  private static final String CAFFEINE = "caffeine";
  private static final String SAME = "store";

  /** Also found by name: a shaded jar may have the service file of one of them only. */
  private static final List<String> OURS =
      List.of("org.grantlet.jdbc.JdbcStoreFactory", "org.grantlet.redis.RedisStoreFactory");

  private final List<String> problems;
  private final ClassLoader loader;
  private final boolean migrate;
  private final String store;
  private final String oneTimeStore;
  private @Nullable Stores opened;

  StoreKeys(
      Map<ConfigKey, String> values, List<String> problems, ClassLoader loader, boolean migrate) {
    this.problems = problems;
    this.loader = loader;
    this.migrate = migrate;
    store = values.getOrDefault(ConfigKey.STORE, MEMORY);
    oneTimeStore = values.getOrDefault(ConfigKey.ONE_TIME_STORE, CAFFEINE);
  }

  void apply(GrantletBuilder core, Clock clock) {
    if (!store.equals(MEMORY)) {
      Optional<StoreFactory> factory =
          factory(ConfigKey.STORE, store, found -> found.opensStore(store));
      core.stores(
          () ->
              opened =
                  open(
                      ConfigKey.STORE,
                      () -> factory.orElseThrow().openStore(store, clock, migrate)));
    }
    if (oneTimeStore.equals(SAME) && store.equals(MEMORY)) {
      problems.add("grantlet.one-time-store=store needs a database in grantlet.store");
    } else if (oneTimeStore.equals(SAME)) {
      core.oneTimeStore(() -> requireNonNull(opened).oneTime(), true);
    } else if (!oneTimeStore.equals(CAFFEINE)) {
      Optional<StoreFactory> factory =
          factory(
              ConfigKey.ONE_TIME_STORE,
              oneTimeStore,
              found -> found.opensOneTimeStore(oneTimeStore));
      core.oneTimeStore(
          () ->
              open(
                  ConfigKey.ONE_TIME_STORE,
                  () -> factory.orElseThrow().openOneTimeStore(oneTimeStore, clock)),
          true);
    }
  }

  private static <T> T open(ConfigKey key, Supplier<T> opener) {
    try {
      return opener.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(key.property() + ": " + Reason.of(e)));
    } catch (RuntimeException | LinkageError e) { // it may say anything, secrets included
      ConfigurationException unexpected =
          new ConfigurationException(
              List.of(key.property() + ": it cannot be opened: " + e.getClass().getName()));
      unexpected.initCause(e);
      throw unexpected;
    }
  }

  private Stream<StoreFactory> named(String factory) {
    try {
      Object made = loader.loadClass(factory).getDeclaredConstructor().newInstance();
      return made instanceof StoreFactory found ? Stream.of(found) : Stream.empty();
    } catch (ReflectiveOperationException | LinkageError e) {
      return Stream.empty();
    }
  }

  private Optional<StoreFactory> factory(
      ConfigKey key, String location, Predicate<StoreFactory> opens) {
    Optional<StoreFactory> found =
        Stream.concat(
                ServiceLoader.load(StoreFactory.class, loader).stream()
                    .map(ServiceLoader.Provider::get),
                OURS.stream().flatMap(this::named))
            .filter(opens)
            .findFirst();
    if (found.isEmpty()) {
      int colon = location.indexOf(':');
      problems.add(
          key.property()
              + " names a store that nothing on the class path opens: '"
              + (colon < 0 ? location : location.substring(0, colon + 1) + "…")
              + "' (a JDBC URL or jndi: needs the module grantlet-jdbc, redis:// needs"
              + " grantlet-redis)");
    }
    return found;
  }
}
