/** Grantlet as a servlet filter. Start at {@code org.grantlet.servlet.HostedAuthFilter}. */
module org.grantlet.servlet {
  requires static org.jspecify;
  requires transitive org.grantlet.core;
  requires transitive jakarta.servlet;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
  requires oauth2.oidc.sdk;
  requires owasp.encoder;

  exports org.grantlet.servlet;
  exports org.grantlet.servlet.pages;

  uses org.grantlet.store.StoreFactory;
  uses org.grantlet.GrantListener;
  uses org.grantlet.provider.ProviderHook;
  uses org.grantlet.servlet.FilterCustomizer;

  provides jakarta.servlet.ServletContainerInitializer with
      org.grantlet.servlet.internal.registration.HostedAuthInitializer;
}
