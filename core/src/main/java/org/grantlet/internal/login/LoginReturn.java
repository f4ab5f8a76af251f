package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/**
 * The return to the application. Prints without its values.
 *
 * @param location where the browser goes
 * @param sealedFailure where the store does not keep the result, the value of a cookie for it
 */
public record LoginReturn(String location, @Nullable String sealedFailure) {
  @Override
  public String toString() {
    return "LoginReturn[]";
  }
}
