package org.grantlet.internal.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.store.AccountKey;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps grants of one node in memory: for first steps, for tests, and for applications that store
 * nothing. Thread-safe: reads by id take no lock; lists and writes share one, which is held only
 * for work in memory.
 */
public final class MemoryGrantStore implements GrantStore {
  private record Subject(String provider, String subject) {
    /**
     * Written out, because the JVM makes those of a record at their first call: in a first login.
     */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Subject same
          && provider.equals(same.provider)
          && subject.equals(same.subject);
    }

    @Override
    public int hashCode() {
      return subject.hashCode();
    }
  }

  private final ConcurrentMap<String, StoredGrant> byId = new ConcurrentHashMap<>();
  private final Map<AccountKey, String> byAccount = new HashMap<>();
  private final Map<Subject, Set<String>> bySubject = new HashMap<>();
  private final NavigableSet<String> ids = new TreeSet<>();
  private final NavigableSet<Position> byExpiry = new TreeSet<>();
  private final NavigableSet<Position> byRefresh = new TreeSet<>();
  private final GrantIndex index = new GrantIndex();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  @Override
  public Optional<StoredGrant> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<StoredGrant> findByAccount(AccountKey account) {
    return locked(
        lock.readLock(), () -> Optional.ofNullable(byAccount.get(account)).map(byId::get));
  }

  @Override
  public List<StoredGrant> findBySubject(String provider, String subject) {
    return locked(
        lock.readLock(),
        () -> stored(bySubject.getOrDefault(new Subject(provider, subject), Set.of()).stream()));
  }

  @Override
  public List<Grant> list(GrantQuery query) {
    return locked(lock.readLock(), () -> index.list(query));
  }

  @Override
  public List<StoredGrant> scan(String afterId, int limit) {
    return locked(lock.readLock(), () -> stored(ids.tailSet(afterId, false).stream().limit(limit)));
  }

  @Override
  public List<StoredGrant> expiring(Instant before, @Nullable StoredGrant after, int limit) {
    return earliest(byExpiry, before, after == null ? null : expiry(after), limit);
  }

  @Override
  public List<StoredGrant> unrefreshed(Instant before, @Nullable StoredGrant after, int limit) {
    return earliest(byRefresh, before, after == null ? null : refresh(after), limit);
  }

  private List<StoredGrant> earliest(
      NavigableSet<Position> times, Instant before, @Nullable Position after, int limit) {
    return locked(
        lock.readLock(),
        () ->
            stored(
                (after == null ? times : times.tailSet(after, false))
                    .stream()
                        .takeWhile(position -> position.time().isBefore(before))
                        .limit(limit)
                        .map(Position::id)));
  }

  private List<StoredGrant> stored(Stream<String> ids) {
    return ids.map(id -> Objects.requireNonNull(byId.get(id))).toList();
  }

  @Override
  public Map<String, Map<GrantStatus, Long>> summary() {
    return locked(lock.readLock(), index::summary);
  }

  @Override
  public boolean insert(StoredGrant grant) {
    return locked(
        lock.writeLock(),
        () -> {
          AccountKey account = grant.account();
          if (byId.containsKey(grant.id()) || (account != null && byAccount.containsKey(account))) {
            return false;
          }
          put(null, grant);
          return true;
        });
  }

  @Override
  public boolean replace(StoredGrant grant) {
    return locked(
        lock.writeLock(),
        () -> {
          StoredGrant current = byId.get(grant.id());
          AccountKey account = grant.account();
          if (current == null
              || current.version() != grant.version() - 1
              || (account != null
                  && !grant.id().equals(byAccount.getOrDefault(account, grant.id())))) {
            return false;
          }
          put(current, grant);
          return true;
        });
  }

  @Override
  public int setIssuer(String integrationId, String issuer) {
    return locked(
        lock.writeLock(),
        () -> {
          List<StoredGrant> without =
              byId.values().stream()
                  .filter(grant -> grant.issuer() == null)
                  .filter(grant -> grant.grant().integrationId().equals(integrationId))
                  .toList();
          without.forEach(grant -> put(grant, grant.next(grant.grant()).of(issuer)));
          return without.size();
        });
  }

  @Override
  public boolean delete(String id) {
    return locked(
        lock.writeLock(),
        () -> {
          StoredGrant current = byId.remove(id);
          if (current == null) {
            return false;
          }
          ids.remove(id);
          index.remove(current.grant());
          forgetTimes(current);
          forgetAccount(current);
          return true;
        });
  }

  private static <T> T locked(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void put(@Nullable StoredGrant current, StoredGrant grant) {
    byId.put(grant.id(), grant);
    if (current == null) {
      ids.add(grant.id());
      index.add(grant.grant());
      addAccount(grant);
    } else {
      index.replace(current.grant(), grant.grant());
      forgetTimes(current);
      if (!Objects.equals(current.account(), grant.account())) {
        forgetAccount(current);
        addAccount(grant);
      }
    }
    if (grant.grant().status() == GrantStatus.VALID && grant.expiresAt() != null) {
      byExpiry.add(expiry(grant));
    }
    if (grant.unrefreshedSince() != null) {
      byRefresh.add(refresh(grant));
    }
  }

  private void forgetTimes(StoredGrant grant) {
    byExpiry.remove(expiry(grant));
    byRefresh.remove(refresh(grant));
  }

  private void addAccount(StoredGrant grant) {
    AccountKey account = grant.account();
    if (account != null) {
      byAccount.put(account, grant.id());
      bySubject
          .computeIfAbsent(
              new Subject(account.provider(), account.subject()), key -> new TreeSet<>())
          .add(grant.id());
    }
  }

  private void forgetAccount(StoredGrant grant) {
    AccountKey account = grant.account();
    if (account != null) {
      byAccount.remove(account);
      bySubject.computeIfPresent(
          new Subject(account.provider(), account.subject()),
          (key, ids) -> ids.remove(grant.id()) && ids.isEmpty() ? null : ids);
    }
  }

  private static Position expiry(StoredGrant grant) {
    return Position.of(grant.expiresAt(), grant.id());
  }

  private static Position refresh(StoredGrant grant) {
    return Position.of(grant.unrefreshedSince(), grant.id());
  }
}
