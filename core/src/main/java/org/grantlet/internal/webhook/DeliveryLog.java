package org.grantlet.internal.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.WebhookStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last attempts of each webhook. They wait here for a second and are written together: of
 * thousands in a second only those are written that are kept. Thread-safe.
 */
final class DeliveryLog {
  /** Of each webhook. */
  static final int KEPT = 200;

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  private final WebhookStore store;
  private final Map<String, Deque<Attempt>> waiting = new LinkedHashMap<>();

  DeliveryLog(WebhookStore store) {
    this.store = store;
  }

  void add(String webhookId, Attempt attempt) {
    synchronized (waiting) {
      Deque<Attempt> attempts = waiting.computeIfAbsent(webhookId, id -> new ArrayDeque<>(KEPT));
      if (attempts.size() == KEPT) {
        attempts.removeFirst();
      }
      attempts.addLast(attempt);
    }
  }

  /** The attempts, the newest first. */
  List<Attempt> list(String webhookId, int limit, int offset) {
    write(webhookId);
    return store.deliveries(webhookId, limit, offset).stream().map(Attempt::of).toList();
  }

  /** Writes what waits; what cannot be written is lost, as the log alone. */
  void write() {
    List<String> ids;
    synchronized (waiting) {
      ids = new ArrayList<>(waiting.keySet());
    }
    for (String id : ids) {
      try {
        write(id);
      } catch (GrantletException e) {
        LOG.debug("attempts of webhook {} could not be written: {}", id, Reason.of(e));
      }
    }
  }

  private void write(String webhookId) {
    Deque<Attempt> attempts;
    synchronized (waiting) {
      attempts = waiting.remove(webhookId);
    }
    if (attempts != null) {
      store.log(webhookId, attempts.stream().map(Attempt::stored).toList(), KEPT);
    }
  }
}
