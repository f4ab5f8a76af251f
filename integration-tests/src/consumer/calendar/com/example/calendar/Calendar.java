package com.example.calendar;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.store.Stores;

/**
 * Registers the filter and two servlets: one sends the user away, the other one sees the result.
 */
public final class Calendar implements ServletContextListener {
  private final String baseUrl;
  private final String encryptionKey;
  private final IntegrationSpec integration;

  public Calendar(
      String baseUrl, String encryptionKey, String issuer, String clientId, String clientSecret) {
    this.baseUrl = baseUrl;
    this.encryptionKey = encryptionKey;
    integration =
        IntegrationSpec.builder()
            .issuer(issuer)
            .clientId(clientId)
            .clientSecret(clientSecret)
            .scope("openid", "email")
            .redirectUris("/connected")
            .build();
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Events events = new Events();
    ServletContext context = event.getServletContext();
    FilterRegistration.Dynamic filter = context.addFilter("hosted-auth", filter(events));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    context.addServlet("connect", new ConnectServlet()).addMapping("/start");
    context.addServlet("connected", new ConnectedServlet(events)).addMapping("/connected");
  }

  private HostedAuthFilter filter(Events events) {
    Stores stores =
        new Stores(new MapIntegrationStore(), new MapGrantStore(), new MapOneTimeStore());
    return HostedAuthFilter.builder()
        .baseUrl(baseUrl)
        .api(false)
        .integration("acme", integration)
        .grantlet(
            grantlet ->
                grantlet
                    .customProviders(true)
                    .insecureLoopback(true)
                    .encryptionKey(Secret.of(encryptionKey))
                    .stores(stores)
                    .oneTimeStore(stores.oneTime(), true))
        .requestOwner(new OnlyUser())
        .listener(events)
        .build();
  }

  private static final class OnlyUser implements RequestOwner {
    private static final Owner ADA = new Owner("user:ada", "ada");

    @Override
    public Owner bind(HttpServletRequest request) {
      return ADA;
    }

    @Override
    public Owner of(HttpServletRequest request) {
      return ADA;
    }
  }
}
