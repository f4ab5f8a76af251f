/**
 * Grantlet without servlets: integrations, hosted auth requests, the authorization code flow and
 * grants. Start at {@code org.grantlet.engine.Grantlet}.
 */
@SuppressWarnings("module") // the friends of a qualified export are built later
module org.grantlet.core {
  requires static transitive org.jspecify;
  requires com.github.benmanes.caffeine;
  requires com.nimbusds.jose.jwt;
  requires java.naming;
  requires json.smart;
  requires oauth2.oidc.sdk;
  requires org.grantlet.httpclient;
  requires org.slf4j;

  exports org.grantlet;
  exports org.grantlet.store;
  exports org.grantlet.crypto;
  exports org.grantlet.provider;
  exports org.grantlet.provider.catalogue;
  exports org.grantlet.grants;
  exports org.grantlet.flow;
  exports org.grantlet.engine;
  exports org.grantlet.json to
      org.grantlet.servlet;
  exports org.grantlet.text to
      org.grantlet.servlet,
      org.grantlet.jdbc,
      org.grantlet.redis;
}
