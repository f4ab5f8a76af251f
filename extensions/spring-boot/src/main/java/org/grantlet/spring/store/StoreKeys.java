package org.grantlet.spring.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.grantlet.ConfigurationException;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.store.Stores;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** What the keys of the stores say. */
record StoreKeys(Environment environment) {
  private static final String ONE_TIME_STORE = "grantlet.one-time-store";

  boolean namesStore() {
    return environment.containsProperty("grantlet.store");
  }

  boolean namesOneTimeStore() {
    return environment.containsProperty(ONE_TIME_STORE);
  }

  /** Anything but true and false is refused where all keys are read. */
  boolean migrates() {
    return !"false".equalsIgnoreCase(environment.getProperty("grantlet.jdbc.migrate"));
  }

  /** Uses stores that are opened once nothing else is wrong. */
  void use(HostedAuthFilterBuilder filter, Supplier<Stores> opener) {
    AtomicReference<Stores> opened = new AtomicReference<>();
    filter.grantlet(
        core ->
            core.stores(
                () -> {
                  Stores stores = open("grantlet.store", opener);
                  opened.set(stores);
                  return stores;
                }));
    if ("store".equals(environment.getProperty(ONE_TIME_STORE))) {
      filter.property(ONE_TIME_STORE, "caffeine"); // the key knows no store but its own
      // The engine opens it after the other stores.
      filter.grantlet(
          core -> core.oneTimeStore(() -> requireNonNull(opened.get()).oneTime(), true));
    }
  }

  static <T> T open(String key, Supplier<T> opener) {
    try {
      return opener.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(key + ": " + Reason.of(e)));
    }
  }

  static boolean isPresent(String className) {
    return ClassUtils.isPresent(className, StoreKeys.class.getClassLoader());
  }
}
