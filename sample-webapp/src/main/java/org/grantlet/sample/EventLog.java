package org.grantlet.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;

/** Remembers the last thousand events of this process, for {@code GET /events}. Thread-safe. */
public final class EventLog implements GrantListener {
  private static final int AT_MOST = 1_000;
  private static final Deque<Map<String, Object>> HEARD = new ArrayDeque<>();

  /** Named by the key grantlet.listeners. */
  public EventLog() {}

  static List<Map<String, Object>> heard() {
    synchronized (HEARD) {
      return new ArrayList<>(HEARD);
    }
  }

  @Override
  public void grantCreated(GrantEvent event) {
    remember(event);
  }

  @Override
  public void grantUpdated(GrantEvent event) {
    remember(event);
  }

  @Override
  public void grantDeleted(GrantEvent event) {
    remember(event);
  }

  @Override
  public void grantExpired(GrantEvent event) {
    remember(event);
  }

  @Override
  public void authenticationFailed(AuthenticationFailure failure) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", "authentication.failed");
    entry.put("error", failure.error().wire());
    if (failure.provider() != null) {
      entry.put("provider", failure.provider());
    }
    remember(entry);
  }

  private static void remember(GrantEvent event) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", event.type().wire());
    entry.put("grant_id", event.grantId());
    entry.put("provider", event.provider());
    remember(entry);
  }

  private static void remember(Map<String, Object> entry) {
    synchronized (HEARD) {
      if (HEARD.size() == AT_MOST) {
        HEARD.removeFirst();
      }
      HEARD.addLast(entry);
    }
  }
}
