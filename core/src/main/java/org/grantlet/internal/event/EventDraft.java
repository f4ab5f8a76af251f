package org.grantlet.internal.event;

import org.grantlet.GrantEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a grant will be told as, once it is written. Immutable.
 *
 * @param type what happened
 * @param loginId the id of the login URL, if a login led to it
 * @param impersonal whether the grant's owner is being forgotten: the event then has no personal
 *     data but the application's own id of the account
 */
public record EventDraft(GrantEvent.Type type, @Nullable String loginId, boolean impersonal) {
  /** Something that happened without a login. */
  public static EventDraft of(GrantEvent.Type type) {
    return new EventDraft(type, null, false);
  }

  /** Something that happened, perhaps by a login. */
  public static EventDraft of(GrantEvent.Type type, @Nullable String loginId) {
    return new EventDraft(type, loginId, false);
  }
}
