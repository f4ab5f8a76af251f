package org.grantlet.internal.event;

import org.grantlet.GrantEvent;

/**
 * Hears events from the outbox. Its subscription says which types it wants; this says how it hears
 * them. Thread-safe.
 */
public interface Recipient {
  /** The same on all nodes and in all versions: {@code listener:…} or {@code webhook:…}. */
  String name();

  /** How many events it takes at once, of different grants; while it fails, it gets one. */
  int concurrency();

  /**
   * Tells it an event, for as long as that takes: the claim is renewed meanwhile.
   *
   * @param attempt the number of this attempt, from 1; counted before this call
   */
  Outcome deliver(GrantEvent event, int attempt);
}
