package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.grantlet.GrantListener;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.Durable;
import org.grantlet.store.GrantStore;
import org.grantlet.store.IntegrationStore;
import org.grantlet.store.Outbox;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.Test;

/** A start that fails leaves nothing open. */
class FailedStartTest {
  private final List<String> closed = new ArrayList<>();

  private <T> T store(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("close");
              closed.add(type.getSimpleName());
              return null;
            }));
  }

  @Test
  void stores_areClosed_ifTheEngineCannotBeMade() {
    EngineOptions options = new EngineOptions();
    options.baseUrl = TestEngine.APP;
    options.encryptionKey = Durable.key();
    options.stores =
        () ->
            new Stores(
                store(IntegrationStore.class),
                store(GrantStore.class),
                new MemoryOneTimeStore(Clock.systemUTC(), 1),
                store(Outbox.class),
                null);
    options.listeners.add(
        new GrantListener() {
          private boolean isChecked;

          @Override
          public String name() {
            if (isChecked) {
              throw new IllegalStateException("no name today");
            }
            isChecked = true;
            return "crm";
          }
        });
    assertThatThrownBy(options::start).hasMessage("no name today");
    assertThat(closed).containsExactlyInAnyOrder("IntegrationStore", "GrantStore", "Outbox");
  }
}
