package org.grantlet.internal.grant;

import static org.grantlet.GrantletException.invalidField;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.RefreshRefusal;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.protocol.TokenResponse;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/** Makes grants from refresh tokens that the application already has. Thread-safe. */
final class RefreshTokenImport {
  private final IntegrationService integrations;
  private final Providers providers;
  private final GrantWriter writer;

  RefreshTokenImport(IntegrationService integrations, Providers providers, GrantWriter writer) {
    this.integrations = integrations;
    this.providers = providers;
    this.writer = writer;
  }

  /** Uses the refresh token, and writes the grant only if that works. */
  Grant authenticate(Integration integration, GrantSpec spec, @Nullable Grant before) {
    Secret refreshToken = spec.refreshToken();
    if (refreshToken == null) {
      throw invalidField("settings.refresh_token", "is required");
    }
    Map<String, Object> extras =
        before == null ? spec.extras() : merge(before.settings(), spec.extras());
    ResolvedProvider provider = providers.resolver().resolve(integration, extras);
    ClientCredentials client = integrations.credentials(integration);
    TokenResponse response = refresh(provider, client, refreshToken);
    Identity identity =
        providers
            .identities()
            .of(provider.with(response.settings()), client, response, false, null, null);
    // An ID token in the response must be of the same account as UserInfo.
    providers
        .identities()
        .checkRefreshed(provider, client, response, identity.subject(), identity.issuer());
    Map<String, String> captured = new LinkedHashMap<>(response.settings());
    captured.putAll(identity.settings());
    return writer.save(
        new AuthenticatedAccount(
            integration,
            identity,
            response,
            scope(integration, spec, before, response),
            before == null ? null : before.id(),
            before == null ? spec.accountId() : before.accountId(),
            spec.metadata(),
            extras,
            captured,
            before == null ? spec.state() : before.state(),
            before == null ? null : before.ip(),
            before == null ? null : before.userAgent(),
            null));
  }

  static Map<String, Object> merge(Map<String, Object> base, Map<String, ?> changes) {
    Map<String, Object> merged = new LinkedHashMap<>(base);
    changes.forEach(
        (member, value) -> {
          if (value == null) {
            merged.remove(member);
          } else {
            merged.put(member, value);
          }
        });
    return merged;
  }

  private TokenResponse refresh(
      ResolvedProvider provider, ClientCredentials client, Secret refreshToken) {
    try {
      TokenResponse response = providers.tokens().refresh(provider, client, refreshToken);
      return response.refreshToken() != null ? response : response.withRefreshToken(refreshToken);
    } catch (ProviderException e) {
      if (e.isTransient()) {
        throw e;
      }
      RefreshRefusal ofClient = e.refusalOfClient();
      String message =
          ofClient == null
              ? "The provider does not take this refresh token"
              : "The provider refuses the client, and not this refresh token: "
                  + ClientRefusals.why(ofClient, provider.name());
      throw new GrantletException(ErrorCode.REFRESH_TOKEN_INVALID, message, e.providerError(), e);
    }
  }

  private static List<String> scope(
      Integration integration, GrantSpec spec, @Nullable Grant before, TokenResponse response) {
    List<String> asked =
        Objects.requireNonNullElse(
            spec.scope(), before == null ? integration.scope() : before.scope());
    return Objects.requireNonNullElse(response.scope(), asked);
  }
}
