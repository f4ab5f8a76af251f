/** The identity provider behind {@code org.grantlet.test}; made for tests, never for production. */
module org.grantlet.test.provider {
  requires static org.jspecify;
  requires com.nimbusds.jose.jwt;
  requires transitive java.net.http;
  requires jdk.httpserver;
  requires oauth2.oidc.sdk;

  exports org.grantlet.testing;
}
