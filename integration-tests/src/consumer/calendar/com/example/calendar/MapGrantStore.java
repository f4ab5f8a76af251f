package com.example.calendar;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.store.AccountKey;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;

final class MapGrantStore implements GrantStore {
  private static final Comparator<StoredGrant> BY_EXPIRY =
      Comparator.comparing(StoredGrant::expiresAt).thenComparing(StoredGrant::id);

  private static final Comparator<StoredGrant> BY_REFRESH =
      Comparator.comparing(StoredGrant::unrefreshedSince).thenComparing(StoredGrant::id);

  private final SortedMap<String, StoredGrant> grants = new TreeMap<>();

  @Override
  public synchronized Optional<StoredGrant> find(String id) {
    return Optional.ofNullable(grants.get(id));
  }

  @Override
  public synchronized Optional<StoredGrant> findByAccount(AccountKey account) {
    return matching(grant -> account.equals(grant.account())).findFirst();
  }

  @Override
  public synchronized List<StoredGrant> findBySubject(String provider, String subject) {
    return matching(
            grant ->
                grant.grant().provider().equals(provider)
                    && subject.equals(grant.grant().providerUserId()))
        .toList();
  }

  @Override
  public synchronized List<Grant> list(GrantQuery query) {
    Comparator<Grant> byTime =
        Comparator.comparing(
            query.sortBy() == GrantQuery.SortBy.CREATED_AT ? Grant::createdAt : Grant::updatedAt);
    return grants.values().stream()
        .map(StoredGrant::grant)
        .filter(query::matches)
        .sorted((query.ascending() ? byTime : byTime.reversed()).thenComparing(Grant::id))
        .skip(query.offset())
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized List<StoredGrant> scan(String afterId, int limit) {
    return matching(grant -> grant.id().compareTo(afterId) > 0).limit(limit).toList();
  }

  @Override
  public synchronized List<StoredGrant> expiring(Instant before, StoredGrant after, int limit) {
    return matching(grant -> grant.grant().status() == GrantStatus.VALID)
        .filter(grant -> grant.expiresAt() != null && grant.expiresAt().isBefore(before))
        .filter(grant -> after == null || BY_EXPIRY.compare(grant, after) > 0)
        .sorted(BY_EXPIRY)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<StoredGrant> unrefreshed(Instant before, StoredGrant after, int limit) {
    return matching(grant -> grant.unrefreshedSince() != null)
        .filter(grant -> grant.unrefreshedSince().isBefore(before))
        .filter(grant -> after == null || BY_REFRESH.compare(grant, after) > 0)
        .sorted(BY_REFRESH)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Map<String, Map<GrantStatus, Long>> summary() {
    return grants.values().stream()
        .map(StoredGrant::grant)
        .collect(groupingBy(Grant::provider, groupingBy(Grant::status, counting())));
  }

  @Override
  public synchronized boolean insert(StoredGrant grant) {
    return !ofAnother(grant) && grants.putIfAbsent(grant.id(), grant) == null;
  }

  @Override
  public synchronized boolean replace(StoredGrant grant) {
    StoredGrant stored = grants.get(grant.id());
    if (stored == null || stored.version() != grant.version() - 1 || ofAnother(grant)) {
      return false;
    }
    grants.put(grant.id(), grant);
    return true;
  }

  private boolean ofAnother(StoredGrant grant) {
    return matching(other -> !other.id().equals(grant.id()))
        .anyMatch(other -> grant.account() != null && grant.account().equals(other.account()));
  }

  @Override
  public synchronized int setIssuer(String integrationId, String issuer) {
    List<StoredGrant> changed =
        matching(
                grant ->
                    grant.issuer() == null && grant.grant().integrationId().equals(integrationId))
            .map(grant -> grant.next(grant.grant()).of(issuer))
            .toList();
    changed.forEach(grant -> grants.put(grant.id(), grant));
    return changed.size();
  }

  @Override
  public synchronized boolean delete(String id) {
    return grants.remove(id) != null;
  }

  private Stream<StoredGrant> matching(Predicate<StoredGrant> condition) {
    return grants.values().stream().filter(condition);
  }
}
