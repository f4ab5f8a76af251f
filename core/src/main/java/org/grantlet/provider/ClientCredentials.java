package org.grantlet.provider;

import java.util.Map;
import org.grantlet.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who the application is at the provider.
 *
 * @param clientId the client id
 * @param clientSecret the client secret; null for a public client
 * @param secrets the integration's other secret settings, for a {@link ProviderHook}
 */
public record ClientCredentials(
    String clientId, @Nullable Secret clientSecret, Map<String, Secret> secrets) {}
