package org.grantlet.internal.memory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantQuery.SortBy;
import org.grantlet.GrantStatus;
import org.jspecify.annotations.Nullable;

/**
 * Lists of grants by time: one of all grants, and one for each value of each filter. A query reads
 * the smallest list that holds all its results. They hold ids, so that a grant that changes moves
 * only where its place does. Not thread-safe.
 */
final class GrantIndex {
  private enum Field {
    ALL,
    PROVIDER,
    STATUS,
    EMAIL,
    IP,
    ACCOUNT
  }

  private record Value(Field field, String value) {
    /**
     * Written out, because the JVM makes those of a record at their first call: in a first login.
     */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Value same && field == same.field && value.equals(same.value);
    }

    @Override
    public int hashCode() {
      return 31 * field.hashCode() + value.hashCode();
    }
  }

  private static final class Lists {
    private final NavigableSet<Position> byCreated = new TreeSet<>();
    private final NavigableSet<Position> byUpdated = new TreeSet<>();
  }

  private final Map<String, Grant> grants = new HashMap<>();
  private final Map<Value, Lists> lists = new HashMap<>();
  private final Map<String, Map<GrantStatus, Long>> counts = new TreeMap<>();

  void add(Grant grant) {
    grants.put(grant.id(), grant);
    counts
        .computeIfAbsent(grant.provider(), key -> new EnumMap<>(GrantStatus.class))
        .merge(grant.status(), 1L, Long::sum);
    Position created = new Position(grant.createdAt(), grant.id());
    Position updated = new Position(grant.updatedAt(), grant.id());
    for (Value value : values(grant)) {
      Lists of = lists.computeIfAbsent(value, key -> new Lists());
      of.byCreated.add(created);
      of.byUpdated.add(updated);
    }
  }

  void remove(Grant grant) {
    grants.remove(grant.id());
    counts.computeIfPresent(
        grant.provider(),
        (provider, of) -> {
          of.computeIfPresent(grant.status(), (status, count) -> count == 1 ? null : count - 1);
          return of.isEmpty() ? null : of;
        });
    Position created = new Position(grant.createdAt(), grant.id());
    Position updated = new Position(grant.updatedAt(), grant.id());
    for (Value value : values(grant)) {
      Lists of = lists.get(value);
      if (of != null) {
        of.byCreated.remove(created);
        of.byUpdated.remove(updated);
        if (of.byCreated.isEmpty()) {
          lists.remove(value);
        }
      }
    }
  }

  /** Replaces a grant; where its place has not changed, it does not move. */
  void replace(Grant before, Grant after) {
    List<Value> values = values(after);
    if (!values.equals(values(before)) || !after.createdAt().equals(before.createdAt())) {
      remove(before);
      add(after);
      return;
    }
    grants.put(after.id(), after);
    Position updated = new Position(after.updatedAt(), after.id());
    Position outdated = new Position(before.updatedAt(), before.id());
    for (Value value : values) {
      Lists of = Objects.requireNonNull(lists.get(value));
      of.byUpdated.remove(outdated);
      of.byUpdated.add(updated);
    }
  }

  /** How many there are, by provider and status. */
  Map<String, Map<GrantStatus, Long>> summary() {
    Map<String, Map<GrantStatus, Long>> copy = new TreeMap<>();
    counts.forEach((provider, of) -> copy.put(provider, new EnumMap<>(of)));
    return copy;
  }

  List<Grant> list(GrantQuery query) {
    Lists of = smallest(query);
    if (of == null) {
      return List.of();
    }
    NavigableSet<Position> ordered =
        query.sortBy() == SortBy.CREATED_AT ? between(of.byCreated, query) : of.byUpdated;
    return (query.ascending() ? ordered : ordered.descendingSet())
        .stream()
            .map(position -> Objects.requireNonNull(grants.get(position.id())))
            .filter(query::matches)
            .skip(query.offset())
            .limit(query.limit())
            .toList();
  }

  private static NavigableSet<Position> between(
      NavigableSet<Position> byCreated, GrantQuery query) {
    NavigableSet<Position> part = byCreated;
    if (query.since() != null) {
      part = part.tailSet(new Position(query.since(), ""), true);
    }
    if (query.before() != null) {
      part = part.headSet(new Position(query.before(), ""), false);
    }
    return part;
  }

  private @Nullable Lists smallest(GrantQuery query) {
    Lists smallest = lists.get(new Value(Field.ALL, ""));
    for (Value value :
        values(
            query.provider(),
            query.status() == null ? null : query.status().wire(),
            query.email(),
            query.ip(),
            query.accountId())) {
      Lists candidate = lists.get(value);
      if (candidate == null) {
        return null;
      }
      if (smallest == null || candidate.byCreated.size() < smallest.byCreated.size()) {
        smallest = candidate;
      }
    }
    return smallest;
  }

  private static List<Value> values(Grant grant) {
    List<Value> values =
        values(
            grant.provider(), grant.status().wire(), grant.email(), grant.ip(), grant.accountId());
    values.add(new Value(Field.ALL, ""));
    return values;
  }

  private static List<Value> values(
      @Nullable String provider,
      @Nullable String status,
      @Nullable String email,
      @Nullable String ip,
      @Nullable String account) {
    List<Value> values = new ArrayList<>(6);
    add(values, Field.PROVIDER, provider);
    add(values, Field.STATUS, status);
    add(values, Field.EMAIL, email);
    add(values, Field.IP, ip);
    add(values, Field.ACCOUNT, account);
    return values;
  }

  private static void add(List<Value> values, Field field, @Nullable String value) {
    if (value != null) {
      values.add(new Value(field, value));
    }
  }
}
