package org.grantlet.internal.grant;

import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants.Deletion;
import org.grantlet.Integration;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.store.StoredGrant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes the tokens of grants that were deleted (RFC 7009). Thread-safe. */
final class TokenRevoker {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRevoker.class);

  private final GrantTable table;
  private final IntegrationService integrations;
  private final Providers providers;

  TokenRevoker(GrantTable table, IntegrationService integrations, Providers providers) {
    this.table = table;
    this.integrations = integrations;
    this.providers = providers;
  }

  /** Never throws for the provider: the grant is deleted already. */
  Deletion revoke(StoredGrant deleted) {
    Grant grant = deleted.grant();
    try {
      return tryTo(deleted);
    } catch (GrantletException e) {
      LOG.warn("grant {} was not revoked at {}: {}", grant.id(), grant.provider(), e.getMessage());
      return notRevoked("The provider did not confirm: " + e.getMessage());
    }
  }

  /** Revokes tokens that came when their grant was deleted already; what their caller gets. */
  GrantletException late(StoredGrant deleted) {
    Deletion unused = revoke(deleted);
    return GrantTable.notFound(deleted.id());
  }

  private Deletion tryTo(StoredGrant deleted) {
    Grant grant = deleted.grant();
    Integration integration =
        integrations.find(grant.provider(), grant.integrationId()).orElse(null);
    if (integration == null) {
      return notRevoked("The integration that made the grant was deleted");
    }
    ResolvedProvider provider = providers.resolver().resolve(integration, grant.settings());
    if (!provider.revokes()) {
      return notRevoked("The provider has no revocation endpoint");
    }
    if (provider.revocationEndsAll() && isShared(deleted)) {
      return notRevoked("A revocation would end another valid grant of the same account");
    }
    GrantTokens held = table.tokens(deleted);
    providers
        .tokens()
        .revoke(
            provider,
            integrations.credentials(integration),
            held.accessToken(),
            held.refreshToken());
    return new Deletion(true, null);
  }

  private static Deletion notRevoked(String reason) {
    return new Deletion(false, reason);
  }

  /** Checked after the deletion: of two grants that are deleted at once, the last one revokes. */
  private boolean isShared(StoredGrant deleted) {
    String subject = deleted.grant().providerUserId();
    return subject != null
        && table.store().findBySubject(deleted.grant().provider(), subject).stream()
            .anyMatch(
                other ->
                    other.grant().status() == GrantStatus.VALID
                        && other.grant().integrationId().equals(deleted.grant().integrationId())
                        && (other.issuer() == null
                            || deleted.issuer() == null
                            || other.issuer().equals(deleted.issuer())));
  }
}
