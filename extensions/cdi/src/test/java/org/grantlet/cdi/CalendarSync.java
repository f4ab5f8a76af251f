package org.grantlet.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.AuthenticationFailure;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.Grants;

// snippet: cdi-bean
/** Keeps calendars up to date. */
@ApplicationScoped
class CalendarSync {
  @Inject Grants grants;

  void grantChanged(@Observes GrantEvent event) {
    if (event.type() == GrantEvent.Type.EXPIRED) {
      stop(event.grant());
    }
  }

  void fetch(@ObservesAsync GrantEvent event) {
    if (event.type() == GrantEvent.Type.CREATED) {
      read(grants.accessToken(event.grantId()).value());
    }
  }

  // end of snippet

  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<String> read = new CopyOnWriteArrayList<>();
  final List<AuthenticationFailure> failures = new CopyOnWriteArrayList<>();
  volatile boolean failing;

  void all(@Observes GrantEvent event) {
    heard.add(event.type() + " " + event.grantId());
    if (failing) {
      throw new IllegalStateException("an observer's own");
    }
  }

  void failed(@Observes AuthenticationFailure failure) {
    failures.add(failure);
  }

  List<String> heard() {
    return heard;
  }

  List<String> read() {
    return read;
  }

  List<AuthenticationFailure> failures() {
    return failures;
  }

  void fail() {
    failing = true;
  }

  private void stop(Grant grant) {
    read.add("stopped " + grant.id());
  }

  private void read(String token) {
    read.add(token);
  }
}
