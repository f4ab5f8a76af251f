package org.grantlet.servlet.internal.api;

import java.util.ArrayList;
import java.util.List;
import org.grantlet.internal.engine.Engine;
import org.grantlet.servlet.internal.config.FilterOptions.ApiOptions;

/** Every call that needs credentials. */
final class ApiRoutes {
  private ApiRoutes() {}

  static List<Route> all(Engine engine, ApiOptions options) {
    IntegrationsApi integrations =
        new IntegrationsApi(engine.integrations(), options.revealSecrets());
    HostedAuthApi hostedAuth = new HostedAuthApi(engine.flow().loginUrls());
    GrantsApi grants = new GrantsApi(engine.grants());
    ProvidersApi providers = new ProvidersApi(engine.providers().catalog(), engine.detection());
    List<Route> routes =
        new ArrayList<>(
            List.of(
                Route.of("GET", "/integrations", integrations::list),
                Route.of("POST", "/integrations", integrations::create),
                Route.of("GET", "/integrations/{provider}", integrations::get),
                Route.of("PATCH", "/integrations/{provider}", integrations::update),
                Route.of("DELETE", "/integrations/{provider}", integrations::delete),
                Route.of("POST", "/auth", hostedAuth::create),
                Route.of("GET", "/grants", grants::list),
                Route.waiting("POST", "/grants", grants::create),
                Route.of("GET", "/grants/{id}", grants::get),
                Route.waiting("PATCH", "/grants/{id}", grants::update),
                Route.waiting("DELETE", "/grants/{id}", grants::delete),
                Route.waiting("GET", "/grants/{id}/sync", grants::sync),
                Route.waiting("POST", "/grants/{id}/sync", grants::sync),
                Route.of("GET", "/providers", providers::list),
                Route.asking("GET", "/providers/detect", providers::detect),
                Route.asking("POST", "/providers/detect", providers::detect)));
    if (options.tokenEndpoint()) {
      routes.add(Route.waiting("POST", "/grants/{id}/token", grants::token));
    }
    return List.copyOf(routes);
  }
}
