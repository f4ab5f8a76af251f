package org.grantlet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The grants of the application. Thread-safe.
 *
 * <p>Calls that may ask a provider ({@link #accessToken} of a token that is due, {@link #refresh},
 * {@link #create}, {@link #update} with a refresh token, {@link #delete}) take at most a few times
 * {@code grantlet.provider-timeout}; all others ask the store alone.
 */
public interface Grants {
  /**
   * What happened to a grant's tokens at the provider when the grant was deleted. Immutable.
   *
   * @param revoked whether the provider revoked them
   * @param reason why not; null if they were
   */
  record Deletion(boolean revoked, @Nullable String reason) {}

  /** A grant by its id. */
  Optional<Grant> find(String id);

  /**
   * A grant by its id.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}
   */
  Grant get(String id);

  /** The grants that match, in the query's order. */
  List<Grant> list(GrantQuery query);

  /** How many grants there are, by provider and status; a pair without grants is left out. */
  Map<String, Map<GrantStatus, Long>> summary();

  /**
   * An access token that works for at least another 60 seconds, refreshed if it has to be; less
   * only while the provider fails, or where its tokens live shorter than that. A token that was
   * revoked or replaced at the same moment or on another node may be given for the staleness bound,
   * 5 seconds unless configured otherwise.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#REFRESH_TOKEN_INVALID} if the account has to be authenticated again, {@link
   *     ErrorCode#PROVIDER_ERROR} if the provider fails and the old token has ended
   */
  AccessToken accessToken(String id);

  /**
   * Refreshes the tokens now, whether they are due or not.
   *
   * @throws GrantletException as {@link #accessToken}
   */
  Grant refresh(String id);

  /**
   * Makes a grant from a refresh token that the application has, if that works at the provider.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
   *     ErrorCode#REFRESH_TOKEN_INVALID}, {@link ErrorCode#PROVIDER_ERROR}
   */
  Grant create(String provider, GrantSpec spec);

  /**
   * Changes scopes and metadata, and takes a new refresh token if that works at the provider. A
   * change that changes nothing is not written, and listeners do not hear of it.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, and as {@link #create}; nothing is
   *     changed then
   */
  Grant update(String id, GrantSpec spec);

  /**
   * Deletes a grant, then revokes it at the provider where that can be done (RFC 7009) and ends no
   * other valid grant of the same account. A provider that fails does not keep the grant alive
   * here.
   *
   * @return whether it was revoked, and why not
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}
   */
  Deletion delete(String id);

  /**
   * Deletes all grants of an account of the application, and revokes them as {@link #delete} does.
   * Then takes the account's personal data out of the events that are kept: what everybody has
   * heard goes, and what somebody has still to hear stays without email, metadata and the like. The
   * deletions are told, with the account id. Can be called again after a failure.
   *
   * @param accountId the application's own id of the account
   * @return for each grant that was deleted, by its id, whether it was revoked, and why not; empty
   *     if there was none
   */
  Map<String, Deletion> deleteAll(String accountId);
}
