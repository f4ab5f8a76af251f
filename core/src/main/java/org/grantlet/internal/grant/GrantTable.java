package org.grantlet.internal.grant;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.internal.concurrent.CompareAndSwap;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;

/**
 * The one place that writes grants: no writer overwrites another one's changes, and readers on this
 * node see each write at once. Thread-safe.
 */
public final class GrantTable {
  private final GrantStore store;
  private final Encryption encryption;
  private final AccessTokenCache cache;

  /** The staleness is how long access tokens may be answered from memory. */
  public GrantTable(GrantStore store, Encryption encryption, Duration staleness) {
    this.store = store;
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

  /** Adds a grant; false if its account has one already. */
  boolean insert(StoredGrant grant) {
    try {
      return store.insert(grant);
    } finally {
      cache.forget(grant.id());
    }
  }

  /**
   * Changes a grant; empty if there is no such grant.
   *
   * @param change makes the next version of what it is given, or returns that to leave it
   */
  Optional<Result<StoredGrant>> update(String id, UnaryOperator<StoredGrant> change) {
    return CompareAndSwap.update("Grant " + id, () -> store.find(id), change, this::replace);
  }

  private boolean replace(StoredGrant next) {
    try {
      return store.replace(next);
    } finally {
      cache.forget(next.id()); // after a failure too: it may have been written
    }
  }

  /** Removes a grant; false if it is not there. */
  boolean delete(String id) {
    try {
      return store.delete(id);
    } finally {
      cache.forget(id);
    }
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
}
