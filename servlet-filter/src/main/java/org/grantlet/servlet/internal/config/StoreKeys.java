package org.grantlet.servlet.internal.config;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.grantlet.GrantletBuilder;
import org.grantlet.internal.engine.OptionRules;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.StoreFactory;
import org.grantlet.store.Stores;

/** Opens the stores that the keys name; only if there is no other problem. */
record StoreKeys(
    Map<ConfigKey, String> values,
    GrantletBuilder core,
    List<String> problems,
    ClassLoader loader,
    Clock clock) {
  private static final String MEMORY = "memory";
  private static final String CAFFEINE = "caffeine";
  private static final String SAME = "store";

  void open() {
    String store = values.getOrDefault(ConfigKey.STORE, MEMORY);
    String oneTimeStore = values.getOrDefault(ConfigKey.ONE_TIME_STORE, CAFFEINE);
    boolean durable = !store.equals(MEMORY) || !oneTimeStore.equals(CAFFEINE);
    if (durable && !values.containsKey(ConfigKey.ENCRYPTION_KEY)) {
      problems.add(OptionRules.missingKey());
    }
    if (oneTimeStore.equals(SAME) && store.equals(MEMORY)) {
      problems.add("grantlet.one-time-store=store needs a database in grantlet.store");
    }
    Optional<StoreFactory> stores =
        store.equals(MEMORY)
            ? Optional.empty()
            : factory(ConfigKey.STORE, store, factory -> factory.opensStore(store));
    Optional<StoreFactory> oneTimeStores =
        oneTimeStore.equals(CAFFEINE) || oneTimeStore.equals(SAME)
            ? Optional.empty()
            : factory(
                ConfigKey.ONE_TIME_STORE,
                oneTimeStore,
                factory -> factory.opensOneTimeStore(oneTimeStore));
    if (!problems.isEmpty()) {
      return;
    }
    Optional<Stores> opened = Optional.empty();
    try {
      opened = stores.map(factory -> factory.openStore(store, clock));
      opened.ifPresent(core::stores);
      if (oneTimeStore.equals(SAME)) {
        opened.ifPresent(found -> core.oneTimeStore(found.oneTime(), true));
      }
      oneTimeStores.ifPresent(
          factory -> core.oneTimeStore(factory.openOneTimeStore(oneTimeStore, clock), true));
    } catch (IllegalArgumentException e) {
      opened.ifPresent(Stores::close);
      problems.add("A store cannot be opened: " + Reason.of(e));
    }
  }

  private Optional<StoreFactory> factory(
      ConfigKey key, String location, Predicate<StoreFactory> opens) {
    Optional<StoreFactory> found =
        ServiceLoader.load(StoreFactory.class, loader).stream()
            .map(ServiceLoader.Provider::get)
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
