package org.grantlet.internal.login;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.AuthorizationRules;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.protocol.ProviderResolver;

/** Makes requests of what is known of a grant. Thread-safe. */
record Reconnection(
    Grants grants,
    IntegrationService integrations,
    ProviderResolver providers,
    ProviderDefinitions catalog) {

  /** Scopes that providers may leave out of what they say they granted. */
  private static final Set<String> UNSAID = Set.of("openid", "offline_access");

  /**
   * A request to authenticate a grant again: its scopes, settings and owner, its address as the
   * hint, and the redirect URI if the integration has one alone.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#INTEGRATION_NOT_FOUND}
   */
  HostedAuthRequest.Builder request(String grantId) {
    Grant grant = grants.get(grantId);
    Integration integration = integrations.get(grant.provider());
    HostedAuthRequest.Builder request =
        HostedAuthRequest.builder(grant.provider())
            .grantId(grantId)
            .accountId(grant.accountId())
            .loginHint(grant.email())
            .settings(settings(grant))
            .scope(grant.scope().isEmpty() ? List.of() : scope(grant, integration));
    if (integration.redirectUris().size() == 1) {
      request.redirectUri(integration.redirectUris().get(0));
    }
    return request;
  }

  /** The request for all scopes of its grant and those that it adds. */
  HostedAuthRequest widened(HostedAuthRequest request) {
    String grantId = request.grantId();
    if (grantId == null || request.addedScope().isEmpty()) {
      return request;
    }
    Grant grant = grants.get(grantId);
    Integration integration = integrations.get(request.provider());
    AuthorizationRules rules = providers.authorizationRules(integration);
    Set<String> scope = new LinkedHashSet<>(scope(grant, integration));
    request.addedScope().stream()
        .filter(added -> !rules.isGranted(added, scope))
        .toList()
        .forEach(scope::add);
    return request.toBuilder().addScope(List.of()).scope(List.copyOf(scope)).build();
  }

  /** What the grant has, or the integration asks for if the provider never said. */
  private List<String> scope(Grant grant, Integration integration) {
    List<String> had = grant.scope().isEmpty() ? integration.scope() : grant.scope();
    AuthorizationRules rules = providers.authorizationRules(integration);
    return Stream.concat(
            had.stream(),
            integration.scope().stream()
                .filter(UNSAID::contains)
                .filter(unsaid -> !rules.isGranted(unsaid, had)))
        .toList();
  }

  /** Without those that the provider says at each login. */
  private Map<String, Object> settings(Grant grant) {
    Map<String, Object> settings = new LinkedHashMap<>(grant.settings());
    catalog
        .find(grant.provider())
        .ifPresent(
            entry -> settings.keySet().removeIf(name -> entry.capturedOnly(name).isPresent()));
    return settings;
  }
}
