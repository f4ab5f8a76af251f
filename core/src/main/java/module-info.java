/**
 * Grantlet without servlets: integrations, hosted auth requests, the authorization code flow and
 * grants. Applications and stores see the exported packages; all below {@code internal} may change
 * with every version.
 */
@SuppressWarnings("module") // the friends of a qualified export are built later
module org.grantlet.core {
  requires static org.jspecify;
  requires com.github.benmanes.caffeine;
  requires com.nimbusds.jose.jwt;
  requires java.naming;
  requires transitive java.net.http;
  requires jdk.net; // for org.grantlet.httpclient, which cannot say so itself
  requires json.smart;
  requires oauth2.oidc.sdk;
  requires org.grantlet.httpclient;
  requires org.slf4j;

  uses org.grantlet.internal.standin.StandIn;

  exports org.grantlet;
  exports org.grantlet.provider;
  exports org.grantlet.store;
  exports org.grantlet.internal.catalog to
      org.grantlet.servlet;
  exports org.grantlet.internal.concurrent to
      org.grantlet.servlet;
  exports org.grantlet.internal.crypto to
      org.grantlet.servlet;
  exports org.grantlet.internal.detection to
      org.grantlet.servlet;
  exports org.grantlet.internal.engine to
      org.grantlet.servlet;
  exports org.grantlet.internal.integration to
      org.grantlet.servlet;
  exports org.grantlet.internal.login to
      org.grantlet.servlet;
  exports org.grantlet.internal.observe to
      org.grantlet.servlet;
  exports org.grantlet.internal.protocol to
      org.grantlet.servlet;
  exports org.grantlet.internal.webhook to
      org.grantlet.servlet;
  exports org.grantlet.internal.json to
      org.grantlet.servlet,
      org.grantlet.jdbc;
  exports org.grantlet.internal.standin to
      org.grantlet.test;
  exports org.grantlet.internal.text to
      org.grantlet.servlet,
      org.grantlet.jdbc,
      org.grantlet.redis;
}
