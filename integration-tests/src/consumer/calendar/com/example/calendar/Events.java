package com.example.calendar;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;

/** Remembers which grants there were. */
public final class Events implements GrantListener {
  private static final List<String> CREATED = new CopyOnWriteArrayList<>();

  /** For the filter. */
  public Events() {}

  @Override
  public void grantCreated(GrantEvent event) {
    CREATED.add(event.grantId());
  }

  static List<String> created() {
    return List.copyOf(CREATED);
  }
}
