package org.grantlet.grants;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;

/**
 * The one place that writes grants: no writer loses what another one wrote, and readers on this
 * node see each write at once. Thread-safe.
 */
final class GrantTable {
  /** Far more than writers of one grant that could meet. */
  private static final int ATTEMPTS = 1000;

  /**
   * What became of a change.
   *
   * @param grant as it is stored now
   * @param changed whether this change wrote it
   */
  record Written(StoredGrant grant, boolean changed) {}

  private final GrantStore store;
  private final TokenCache tokens;

  GrantTable(GrantStore store, TokenCache tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  Optional<StoredGrant> find(String id) {
    return store.find(id);
  }

  /** Adds a grant; false if its account has one already. */
  boolean insert(StoredGrant grant) {
    try {
      return store.insert(grant);
    } finally {
      tokens.forget(grant.id());
    }
  }

  /**
   * Changes a grant, again and again until nobody else wrote it in between.
   *
   * @param change makes the next version of what it is given, or gives that back to leave it
   * @return empty if there is no such grant
   */
  Optional<Written> update(String id, UnaryOperator<StoredGrant> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      StoredGrant current = store.find(id).orElse(null);
      if (current == null) {
        return Optional.empty();
      }
      StoredGrant next = change.apply(current);
      if (next.equals(current)) {
        return Optional.of(new Written(current, false));
      }
      if (replace(next)) {
        return Optional.of(new Written(next, true));
      }
    }
    throw new GrantletException(
        ErrorCode.UNAVAILABLE, "Grant " + id + " is being written by too many at once");
  }

  private boolean replace(StoredGrant next) {
    try {
      return store.replace(next);
    } finally {
      tokens.forget(next.id()); // after a failure too: who knows what got through
    }
  }

  /** Removes a grant; false if there is none. */
  boolean delete(String id) {
    try {
      return store.delete(id);
    } finally {
      tokens.forget(id);
    }
  }
}
