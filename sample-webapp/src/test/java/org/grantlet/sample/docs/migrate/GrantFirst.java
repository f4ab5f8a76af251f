package org.grantlet.sample.docs.migrate;

import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.Grants;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

// snippet: spring-both
/** Tokens for the time of the migration: of the user's grant, or else Spring Security's. */
final class GrantFirst {
  private final Grants grants;
  private final OAuth2AuthorizedClientManager spring;

  GrantFirst(Grants grants, OAuth2AuthorizedClientManager spring) {
    this.grants = grants;
    this.spring = spring;
  }

  /** An access token; null if the user has connected no account. */
  String token(String provider, String registrationId, Authentication user) {
    GrantQuery query =
        GrantQuery.builder()
            .provider(provider)
            .accountId(user.getName())
            .status(GrantStatus.VALID)
            .build();
    for (Grant grant : grants.list(query)) {
      return grants.accessToken(grant.id()).value();
    }
    OAuth2AuthorizedClient client =
        spring.authorize(
            OAuth2AuthorizeRequest.withClientRegistrationId(registrationId)
                .principal(user)
                .build());
    return client == null ? null : client.getAccessToken().getTokenValue();
  }
}
// end of snippet
