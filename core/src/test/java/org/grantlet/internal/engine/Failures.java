package org.grantlet.internal.engine;

import java.util.List;
import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantListener;

/** Writes the failures that an engine tells of into a list. */
record Failures(List<AuthenticationFailure> told) implements GrantListener {
  @Override
  public void authenticationFailed(AuthenticationFailure failure) {
    told.add(failure);
  }
}
