package org.grantlet.servlet;

import java.util.concurrent.atomic.AtomicBoolean;
import org.grantlet.HostedAuthRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the accounts of requests that are bound to their owners. Thread-safe. */
final class OwnerAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(HostedAuth.class);

  private final AtomicBoolean warned = new AtomicBoolean();

  /** The owner's account, unless the request or its grant has one. */
  HostedAuthRequest complete(HostedAuthRequest request, RequestOwner.@Nullable Owner owner) {
    if (owner == null || request.accountId() != null || request.grantId() != null) {
      return request;
    }
    warnOfSession(owner);
    return request.toBuilder().accountId(owner.accountId()).build();
  }

  private void warnOfSession(RequestOwner.Owner bound) {
    if (bound.name() == null && !warned.getAndSet(true)) {
      LOG.warn(
          "a login was begun for a user who is known by the session alone: the grant is that"
              + " session's (its account_id begins with '{}'), and the same user's next session"
              + " makes another. Name the user by accountId(…), a user principal or"
              + " grantlet.request-owner",
          RequestOwner.SESSION);
    }
  }
}
