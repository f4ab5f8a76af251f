package org.grantlet.servlet.internal.api;

import org.grantlet.Secret;

/**
 * What a deployment decides about the Connect API. Immutable.
 *
 * @param clientId {@code grantlet.client-id}: the application's name in Basic credentials
 * @param clientSecret {@code grantlet.client-secret}
 * @param revealSecrets {@code grantlet.reveal-secrets}: integrations are returned with their
 *     secrets
 * @param tokenEndpoint {@code grantlet.token-endpoint}: serve {@code POST /grants/{id}/token}
 */
public record ApiOptions(
    String clientId, Secret clientSecret, boolean revealSecrets, boolean tokenEndpoint) {}
