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
    WebhooksApi webhooks = new WebhooksApi(engine::webhooks);
    ProvidersApi providers = new ProvidersApi(engine.providers().catalog(), engine.detection());
    EventsApi events = new EventsApi(engine.events());
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
                Route.waiting("DELETE", "/grants", grants::deleteAll),
                Route.of("GET", "/grants-summary", grants::summary),
                Route.of("GET", "/grants/{id}", grants::get),
                Route.waiting("PATCH", "/grants/{id}", grants::update),
                Route.waiting("DELETE", "/grants/{id}", grants::delete),
                Route.waiting("GET", "/grants/{id}/sync", grants::sync),
                Route.waiting("POST", "/grants/{id}/sync", grants::sync),
                Route.of("GET", "/events", events::list),
                Route.of("POST", "/events/{id}/retell", events::retell),
                Route.of("POST", "/grants/{id}/reconnect", hostedAuth::reconnect),
                Route.of("GET", "/providers", providers::list),
                Route.asking("GET", "/providers/detect", providers::detect),
                Route.asking("POST", "/providers/detect", providers::detect)));
    routes.addAll(webhooks(webhooks));
    if (options.tokenEndpoint()) {
      routes.add(Route.waiting("POST", "/grants/{id}/token", grants::token));
    }
    return List.copyOf(routes);
  }

  private static List<Route> webhooks(WebhooksApi webhooks) {
    return List.of(
        Route.of("GET", "/webhooks", webhooks::list),
        Route.of("POST", "/webhooks", webhooks::create),
        Route.of("GET", "/webhooks/{id}", webhooks::get),
        Route.of("PUT", "/webhooks/{id}", webhooks::replace),
        Route.of("DELETE", "/webhooks/{id}", webhooks::delete),
        Route.of("GET", "/webhooks/{id}/deliveries", webhooks::deliveries),
        Route.waiting("POST", "/webhooks/{id}/test", webhooks::test),
        Route.of("POST", "/webhooks/{id}/enable", webhooks::enable),
        Route.of("POST", "/webhooks/{id}/redeliver", webhooks::redeliver),
        Route.of("POST", "/webhooks/{id}/rotate-secret", webhooks::rotateSecret));
  }
}
