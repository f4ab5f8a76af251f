package org.grantlet.servlet.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantletBuilder;
import org.grantlet.Secret;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.GrantStore;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.StoreFactory;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be opened is named by its key, when nothing else is wrong. */
class StoreKeysTest {
  private static final AtomicInteger OPEN = new AtomicInteger();

  /** Opens {@code test:} and a word that says what happens. */
  public static final class TestFactory implements StoreFactory {
    @Override
    public boolean opensStore(String location) {
      return location.startsWith("test:");
    }

    @Override
    public Stores openStore(String location, Clock clock) {
      fail(location);
      OPEN.incrementAndGet();
      MemoryGrantStore memory = new MemoryGrantStore();
      GrantStore grants =
          (GrantStore)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {GrantStore.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                      OPEN.decrementAndGet();
                    }
                    return method.invoke(memory, arguments);
                  });
      return new Stores(
          new MemoryIntegrationStore(), grants, new MemoryOneTimeStore(clock, 1_000_000));
    }

    @Override
    public Stores openStore(String location, Clock clock, boolean migrate) {
      if (!migrate) {
        throw new IllegalArgumentException("run V1__stores.sql");
      }
      return openStore(location, clock);
    }

    @Override
    public boolean opensOneTimeStore(String location) {
      return location.startsWith("test:");
    }

    @Override
    public OneTimeStore openOneTimeStore(String location, Clock clock) {
      fail(location);
      return new MemoryOneTimeStore(clock, 1_000_000);
    }

    private static void fail(String location) {
      switch (location) {
        case "test:down" -> throw new IllegalArgumentException("the database does not answer");
        case "test:bug" -> throw new IllegalStateException("topsecret");
        case "test:driver" -> throw new NoClassDefFoundError("topsecret");
        default -> {}
      }
    }
  }

  @TempDir private Path folder;
  private final Map<String, String> keys = new HashMap<>();

  @BeforeEach
  void configure() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(StoreFactory.class.getName()), TestFactory.class.getName());
    OPEN.set(0);
    keys.put("grantlet.base-url", "https://app.example.com");
    keys.put("grantlet.api", "off");
    keys.put("grantlet.encryption-key", Base64.getEncoder().encodeToString(new byte[32]));
  }

  private ConfigurationException start() throws Exception {
    return start(core -> {});
  }

  private ConfigurationException start(Consumer<GrantletBuilder> code) throws Exception {
    URL[] places = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(places, getClass().getClassLoader())) {
      return catchThrowableOfType(
          ConfigurationException.class, () -> Reading.start(keys, loader, code));
    }
  }

  @Test
  void store_opensAndCloses() throws Exception {
    keys.put("grantlet.store", "test:");
    keys.put("grantlet.one-time-store", "store");
    assertThat(start()).isNull();
    assertThat(OPEN).hasValue(0);
  }

  @Test
  void store_thatCannotBeOpened_isNamedByItsKey() throws Exception {
    keys.put("grantlet.store", "test:down");
    assertThat(start().problems()).containsExactly("grantlet.store: the database does not answer");

    keys.put("grantlet.store", "test:");
    keys.put("grantlet.one-time-store", "test:down");
    assertThat(start().problems())
        .containsExactly("grantlet.one-time-store: the database does not answer");
    assertThat(OPEN).hasValue(0);
  }

  @Test
  void tables_areMadeUnlessTheKeyForbidsIt() throws Exception {
    keys.put("grantlet.store", "test:");
    keys.put("grantlet.jdbc.migrate", "true");
    assertThat(start()).isNull();
    keys.put("grantlet.jdbc.migrate", "false");
    assertThat(start().problems()).containsExactly("grantlet.store: run V1__stores.sql");
    keys.put("grantlet.jdbc.migrate", "no");
    assertThat(start().problems())
        .containsExactly("grantlet.jdbc.migrate must be true or false, not 'no'");
  }

  @Test
  void failure_thatMaySayAnything_isTheCauseAndNotInTheMessage() throws Exception {
    for (String location : new String[] {"test:bug", "test:driver"}) {
      keys.put("grantlet.store", location);
      ConfigurationException failure = start();
      assertThat(failure)
          .hasMessageContaining("grantlet.store: it cannot be opened: java.lang.")
          .hasMessageNotContaining("topsecret");
      assertThat(failure.getCause()).hasMessage("topsecret");
      assertThat(failure.from(List.of("here"))).cause().isSameAs(failure.getCause());
    }
  }

  @Test
  void store_isNotOpened_whileSomethingElseIsWrong() throws Exception {
    keys.put("grantlet.store", "test:bug");
    keys.put("grantlet.path", "connect");
    assertThat(start().problems())
        .singleElement()
        .asString()
        .startsWith("grantlet.path must be a path");
  }

  @Test
  void keyOfTheStore_mayComeFromCode() throws Exception {
    Secret key = Secret.of(keys.remove("grantlet.encryption-key"));
    keys.put("grantlet.store", "test:");
    assertThat(start().problems())
        .singleElement()
        .asString()
        .startsWith("grantlet.encryption-key is missing: a durable store needs one.");

    assertThat(start(core -> core.encryptionKey(key))).isNull();
    assertThat(OPEN).hasValue(0);
  }
}
