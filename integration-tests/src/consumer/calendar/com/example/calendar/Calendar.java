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

/** Builds and registers the filter in code, with what the environment says. */
public final class Calendar implements ServletContextListener {
  /** For the container. */
  public Calendar() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    HostedAuthFilter hostedAuth =
        filter(System.getenv("CALENDAR_ORIGIN") + context.getContextPath());
    FilterRegistration.Dynamic filter = context.addFilter("hosted-auth", hostedAuth);
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private static HostedAuthFilter filter(String baseUrl) {
    IntegrationSpec acme =
        IntegrationSpec.builder()
            .issuer(System.getenv("CALENDAR_ISSUER"))
            .clientId(System.getenv("CALENDAR_CLIENT_ID"))
            .clientSecret(System.getenv("CALENDAR_CLIENT_SECRET"))
            .scope("openid", "email")
            .redirectUris("/connected")
            .build();
    Stores stores =
        new Stores(new MapIntegrationStore(), new MapGrantStore(), new MapOneTimeStore());
    return HostedAuthFilter.builder()
        .baseUrl(baseUrl)
        .api(false)
        .integration("acme", acme)
        .grantlet(
            grantlet ->
                grantlet
                    .customProviders(true)
                    .insecureLoopback(true)
                    .encryptionKey(Secret.of(System.getenv("CALENDAR_ENCRYPTION_KEY")))
                    .stores(stores)
                    .oneTimeStore(stores.oneTime(), true))
        .requestOwner(new OnlyUser())
        .listener(new Events())
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
