/** Tools for the tests of applications. Start at {@code org.grantlet.test.FakeProvider}. */
module org.grantlet.test {
  requires static org.jspecify;
  requires static org.junit.jupiter.api;
  requires static spring.test;
  requires static spring.core;
  requires transitive org.grantlet.servlet;
  requires transitive org.grantlet.test.provider;

  exports org.grantlet.test;

  provides org.grantlet.internal.standin.StandIn with
      org.grantlet.test.internal.InThisProcess;
}
