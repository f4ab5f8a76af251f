package org.grantlet.servlet.internal.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.Integration;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.AccountKey;
import org.grantlet.store.GrantStore;
import org.grantlet.store.IntegrationStore;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/** Stores in memory that count what is written, and fail when they are told to. */
final class WatchedStores {
  private final AtomicInteger writes = new AtomicInteger();
  private volatile Supplier<RuntimeException> failure;

  final IntegrationStore integrations = new Integrations();
  final GrantStore grants = new Grants();
  final OneTimeStore oneTime;

  WatchedStores(Clock clock) {
    oneTime = new OneTime(new MemoryOneTimeStore(clock, 100_000));
  }

  /** How often something was written, of whatever kind. */
  int writes() {
    return writes.get();
  }

  /** Fails all calls with this from now on; null to work again. */
  void failWith(Supplier<RuntimeException> exception) {
    failure = exception;
  }

  private <T> T read(Supplier<T> call) {
    Supplier<RuntimeException> exception = failure;
    if (exception != null) {
      throw exception.get();
    }
    return call.get();
  }

  private boolean write(BooleanSupplier call) {
    boolean written = read(call::getAsBoolean);
    if (written) {
      writes.incrementAndGet();
    }
    return written;
  }

  private final class Integrations implements IntegrationStore {
    private final IntegrationStore store = new MemoryIntegrationStore();

    @Override
    public Optional<Integration> find(String provider) {
      return read(() -> store.find(provider));
    }

    @Override
    public List<Integration> list() {
      return read(store::list);
    }

    @Override
    public boolean insert(Integration integration) {
      return write(() -> store.insert(integration));
    }

    @Override
    public boolean replace(Integration integration) {
      return write(() -> store.replace(integration));
    }

    @Override
    public boolean delete(String provider) {
      return write(() -> store.delete(provider));
    }
  }

  private final class Grants implements GrantStore {
    private final GrantStore store = new MemoryGrantStore();

    @Override
    public Optional<StoredGrant> find(String id) {
      return read(() -> store.find(id));
    }

    @Override
    public Optional<StoredGrant> findByAccount(AccountKey account) {
      return read(() -> store.findByAccount(account));
    }

    @Override
    public List<StoredGrant> findBySubject(String provider, String subject) {
      return read(() -> store.findBySubject(provider, subject));
    }

    @Override
    public int setIssuer(String integrationId, String issuer) {
      return read(() -> store.setIssuer(integrationId, issuer)); // all of today have one
    }

    @Override
    public List<Grant> list(GrantQuery query) {
      return read(() -> store.list(query));
    }

    @Override
    public List<StoredGrant> scan(String afterId, int limit) {
      return read(() -> store.scan(afterId, limit));
    }

    @Override
    public List<StoredGrant> unrefreshed(Instant before, @Nullable StoredGrant after, int limit) {
      return read(() -> store.unrefreshed(before, after, limit));
    }

    @Override
    public Map<String, Map<GrantStatus, Long>> summary() {
      return read(store::summary);
    }

    @Override
    public List<StoredGrant> expiring(Instant before, @Nullable StoredGrant after, int limit) {
      return read(() -> store.expiring(before, after, limit));
    }

    @Override
    public boolean insert(StoredGrant grant) {
      return write(() -> store.insert(grant));
    }

    @Override
    public boolean replace(StoredGrant grant) {
      return write(() -> store.replace(grant));
    }

    @Override
    public boolean delete(String id) {
      return write(() -> store.delete(id));
    }
  }

  private final class OneTime implements OneTimeStore {
    private final OneTimeStore store;

    private OneTime(OneTimeStore store) {
      this.store = store;
    }

    @Override
    public boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String holder) {
      return write(() -> store.offer(key, value, expiresAt, holder));
    }

    @Override
    public boolean claim(String key, byte[] value, Instant expiresAt) {
      return write(() -> store.claim(key, value, expiresAt));
    }

    @Override
    public Optional<byte[]> peek(String key) {
      return read(() -> store.peek(key));
    }

    @Override
    public boolean replace(
        String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
      return write(() -> store.replace(key, expected, value, expiresAt, ended));
    }

    @Override
    public boolean remove(String key, byte[] expected) {
      return write(() -> store.remove(key, expected));
    }
  }
}
