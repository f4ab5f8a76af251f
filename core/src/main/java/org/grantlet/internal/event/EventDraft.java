package org.grantlet.internal.event;

import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a grant will be told as, once it is written. Immutable.
 *
 * @param type what happened
 * @param loginId the id of the login URL, if a login led to it
 * @param impersonal whether the grant's owner is being forgotten: the event then has no personal
 *     data but the application's own id of the account
 * @param refreshError how refreshing fails or failed, for events about that
 */
public record EventDraft(
    GrantEvent.Type type,
    @Nullable String loginId,
    boolean impersonal,
    Grant.@Nullable RefreshError refreshError) {
  /** Something that happened, without anything about refreshing. */
  public EventDraft(GrantEvent.Type type, @Nullable String loginId, boolean impersonal) {
    this(type, loginId, impersonal, null);
  }

  /** Something that happened without a login. */
  public static EventDraft of(GrantEvent.Type type) {
    return new EventDraft(type, null, false);
  }

  /** Something that happened to the refreshes of a grant. */
  public static EventDraft of(GrantEvent.Type type, Grant.@Nullable RefreshError error) {
    return new EventDraft(type, null, false, error);
  }

  /** Something that happened, perhaps by a login. */
  public static EventDraft of(GrantEvent.Type type, @Nullable String loginId) {
    return new EventDraft(type, loginId, false);
  }
}
