package com.example.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.GrantEvent;

/** Remembers what beans were asked and told. */
@ApplicationScoped
public class Seen {
  private final List<String> all = new CopyOnWriteArrayList<>();

  /** For CDI. */
  public Seen() {}

  void observe(@Observes GrantEvent event) {
    add("observer", event.grantId());
  }

  void add(String bean, String what) {
    all.add(bean);
    all.add(bean + " " + what);
  }

  /** Whether an observer and a listener have heard of a grant. */
  boolean of(String grantId) {
    return all.containsAll(List.of("observer " + grantId, "listener " + grantId));
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
