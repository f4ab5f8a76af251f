package com.example.calendar;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;

final class Events implements GrantListener {
  private final List<String> created = new CopyOnWriteArrayList<>();

  @Override
  public void grantCreated(GrantEvent event) {
    created.add(event.grantId());
  }

  List<String> created() {
    return List.copyOf(created);
  }
}
