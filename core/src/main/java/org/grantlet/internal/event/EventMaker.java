package org.grantlet.internal.event;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes events from drafts.
 *
 * @param source the base URL and path of the Connect API
 * @param applicationId the client id of the application, if it has one
 */
record EventMaker(String source, @Nullable String applicationId, Clock clock) {
  GrantEvent event(Grant grant, EventDraft draft) {
    return new GrantEvent(
        draft.type(),
        source,
        UUID.randomUUID().toString(),
        now(),
        applicationId,
        draft.impersonal() ? impersonal(grant) : grant,
        draft.loginId(),
        draft.refreshError());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What a repetition by another node could say, too. */
  private static Grant impersonal(Grant grant) {
    return Grant.builder(grant.id(), grant.provider(), grant.integrationId())
        .status(grant.status())
        .accountId(grant.accountId())
        .scope(grant.scope())
        .createdAt(grant.createdAt())
        .updatedAt(grant.updatedAt())
        .refreshable(grant.refreshable())
        .build();
  }
}
