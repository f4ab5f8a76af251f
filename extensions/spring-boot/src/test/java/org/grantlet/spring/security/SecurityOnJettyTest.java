package org.grantlet.spring.security;

/** The same on Jetty. */
class SecurityOnJettyTest extends SecurityTest {
  @Override
  boolean isOnJetty() {
    return true;
  }
}
