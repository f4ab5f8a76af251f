package org.grantlet.internal.grant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.internal.concurrent.CompareAndSwap;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.event.EventDraft;
import org.grantlet.internal.event.GrantEvents;
import org.grantlet.internal.event.WrittenChange;
import org.grantlet.internal.grant.SharedReads.Held;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * The one place that writes grants: no writer overwrites another one's changes, and readers on this
 * node see each write at once. Thread-safe.
 */
public final class GrantTable {
  /** What a change is told as; nothing if the list is empty. */
  @FunctionalInterface
  interface Telling {
    List<EventDraft> of(StoredGrant before, StoredGrant after);
  }

  private final GrantStore store;
  private final GrantEvents events;
  private final Encryption encryption;
  private final AccessTokenCache cache;

  /** The staleness is how long access tokens may be answered from memory. */
  public GrantTable(
      GrantStore store, GrantEvents events, Encryption encryption, Duration staleness) {
    this.store = store;
    this.events = events;
    this.encryption = encryption;
    cache = new AccessTokenCache(staleness);
  }

  /** For what only reads, and for leases. */
  GrantStore store() {
    return store;
  }

  Encryption encryption() {
    return encryption;
  }

  AccessTokenCache cache() {
    return cache;
  }

  /** A grant, or {@link ErrorCode#GRANT_NOT_FOUND}. */
  StoredGrant get(String id) {
    return store.find(id).orElseThrow(() -> notFound(id));
  }

  /** A grant, or {@link ErrorCode#REFRESH_TOKEN_INVALID} if its tokens no longer work. */
  StoredGrant valid(String id) {
    StoredGrant stored = get(id);
    if (stored.grant().status() == GrantStatus.INVALID) {
      throw invalid(id);
    }
    return stored;
  }

  GrantTokens tokens(StoredGrant stored) {
    return GrantTokens.decrypt(encryption, stored.encryptedTokens(), stored.id());
  }

  /** Decrypts the tokens of a grant, for any number of callers. */
  Held open(StoredGrant stored) {
    return new Held(stored, tokens(stored));
  }

  /** Adds a grant, and tells that; false if its account has one already. */
  boolean insert(StoredGrant grant, EventDraft draft) {
    return written(grant.id(), () -> events.insert(grant, List.of(draft)));
  }

  /**
   * Changes a grant without telling it; empty if there is no such grant.
   *
   * @param change makes the next version of what it is given, or returns that to leave it
   */
  Optional<Result<StoredGrant>> update(String id, UnaryOperator<StoredGrant> change) {
    return update(id, change, (before, after) -> List.of());
  }

  /**
   * Changes a grant, and tells that; empty if there is no such grant.
   *
   * @param change makes the next version of what it is given, or returns that to leave it
   * @param telling what a change is told as
   */
  Optional<Result<StoredGrant>> update(
      String id, UnaryOperator<StoredGrant> change, Telling telling) {
    return update(id, null, change, telling);
  }

  private Optional<Result<StoredGrant>> update(
      String id, @Nullable StoredGrant seen, UnaryOperator<StoredGrant> change, Telling telling) {
    AtomicReference<@Nullable StoredGrant> before = new AtomicReference<>();
    return CompareAndSwap.update(
        "Grant " + id,
        seen,
        () -> store.find(id),
        current -> {
          before.set(current);
          return change.apply(current);
        },
        next -> {
          List<EventDraft> drafts = telling.of(requireNonNull(before.get()), next);
          return written(id, () -> events.replace(next, drafts));
        });
  }

  /**
   * The same, for a grant that was just read and still has these tokens; other tokens are newer,
   * and stay.
   */
  Optional<Result<StoredGrant>> update(
      StoredGrant seen, UnaryOperator<StoredGrant> change, Telling telling) {
    return update(
        seen.id(),
        seen,
        current -> hasSameTokens(current, seen) ? change.apply(current) : current,
        telling);
  }

  /** Those that were encrypted again, with another key, are the same. */
  boolean hasSameTokens(StoredGrant one, StoredGrant other) {
    return one.encryptedTokens().equals(other.encryptedTokens())
        || tokens(one).equals(tokens(other));
  }

  /**
   * Removes a grant, and tells that.
   *
   * @return what was removed; empty if it is not there
   */
  Optional<StoredGrant> delete(String id, EventDraft draft) {
    while (true) {
      StoredGrant current = store.find(id).orElse(null);
      if (current == null) {
        return Optional.empty();
      }
      if (written(id, () -> events.delete(current, List.of(draft)))) {
        return Optional.of(current);
      }
    }
  }

  /** Writes, and tells what was written when this node's readers see it. */
  private boolean written(String id, Supplier<Optional<WrittenChange>> write) {
    Optional<WrittenChange> change;
    try {
      change = write.get();
    } finally {
      cache.forget(id); // after a failure too: it may have been written
    }
    change.ifPresent(WrittenChange::tell);
    return change.isPresent();
  }

  static GrantletException notFound(String id) {
    return new GrantletException(ErrorCode.GRANT_NOT_FOUND, "There is no grant '" + id + "'");
  }

  static GrantletException invalid(String id) {
    return new GrantletException(
        ErrorCode.REFRESH_TOKEN_INVALID,
        "The provider no longer takes the tokens of grant '"
            + id
            + "': its account has to be authenticated again");
  }

  /** Corrects grants of a version that did not store that they have nothing to refresh with. */
  StoredGrant withNothingToRefreshWith(StoredGrant stored) {
    return update(
            stored,
            current ->
                current.grant().refreshable()
                    ? current.next(current.grant().toBuilder().refreshable(false).build())
                    : current,
            (before, after) -> List.of())
        .map(Result::value)
        .orElseThrow(() -> notFound(stored.id()));
  }
}
