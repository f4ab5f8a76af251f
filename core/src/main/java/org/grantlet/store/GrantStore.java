package org.grantlet.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.jspecify.annotations.Nullable;

/**
 * Keeps grants. Every call is atomic, and durable when it returns. Implementations are thread-safe
 * and throw {@link org.grantlet.GrantletException} with {@link org.grantlet.ErrorCode#UNAVAILABLE}
 * when they cannot be reached, and {@link UnstorableException} when they are there and do not take
 * a value.
 */
public interface GrantStore extends AutoCloseable {
  /** A grant by its id. */
  Optional<StoredGrant> find(String id);

  /** The grant of an account; one that got its issuer by {@link #setIssuer} may be left out. */
  Optional<StoredGrant> findByAccount(AccountKey account);

  /** All grants of a provider's subject, whatever their issuers and account ids. */
  List<StoredGrant> findBySubject(String provider, String subject);

  /** The grants that match, ordered by the query's time and then by id. */
  List<Grant> list(GrantQuery query);

  /** Up to {@code limit} grants with an id greater than {@code afterId}, by id; "" to start. */
  List<StoredGrant> scan(String afterId, int limit);

  /**
   * Up to {@code limit} valid grants whose access tokens end before a time, by that end and then by
   * id.
   *
   * @param after the last one of the page before; null to start
   */
  List<StoredGrant> expiring(Instant before, @Nullable StoredGrant after, int limit);

  /**
   * Up to {@code limit} grants with {@link StoredGrant#unrefreshedSince} before a time, by that and
   * then by id.
   *
   * @param after the last one of the page before; null to start
   */
  List<StoredGrant> unrefreshed(Instant before, @Nullable StoredGrant after, int limit);

  /** How many grants there are, by provider and status; a pair without grants is left out. */
  Map<String, Map<GrantStatus, Long>> summary();

  /**
   * Adds a grant.
   *
   * @return false, and nothing is written, if its id or its account has a grant already
   */
  boolean insert(StoredGrant grant);

  /**
   * Replaces the version before this one.
   *
   * @return false, and nothing is written, if that is not the version that is stored, or if the
   *     account has another grant
   */
  boolean replace(StoredGrant grant);

  /**
   * Gives an issuer to all grants of an integration that have none, and counts that as a change of
   * each: these are grants of a version that did not store it.
   *
   * @return how many grants that were
   */
  int setIssuer(String integrationId, String issuer);

  /** Removes a grant; false if it is not there. */
  boolean delete(String id);

  /**
   * Takes the right to refresh a grant, which one holder at a time has among all nodes that share
   * the store. A store of one node always gives it: a node refreshes a grant once at a time anyway.
   *
   * @param holder a name that no other attempt has
   * @param until when the right expires, so that a holder that dies does not block others for long
   * @return false while another holder has it
   */
  default boolean lease(String id, String holder, Instant now, Instant until) {
    return true;
  }

  /** Gives the right back, if this holder still has it. */
  default void release(String id, String holder) {}

  /** Releases what the store holds. */
  @Override
  default void close() {}
}
