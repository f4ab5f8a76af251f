package org.grantlet.grants;

import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.crypto.Vault;
import org.grantlet.provider.Provider;
import org.grantlet.provider.Providers;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes the tokens of grants that were deleted (RFC 7009). Thread-safe. */
final class Revocation {
  private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);

  private final GrantStore store;
  private final Integrations integrations;
  private final Providers providers;
  private final Vault vault;

  Revocation(GrantStore store, Integrations integrations, Providers providers, Vault vault) {
    this.store = store;
    this.integrations = integrations;
    this.providers = providers;
    this.vault = vault;
  }

  /** What fails keeps nobody: the grant is gone already. */
  GrantDeletion revoke(StoredGrant deleted) {
    Grant grant = deleted.grant();
    try {
      return tryTo(deleted);
    } catch (GrantletException e) {
      LOG.warn("grant {} was not revoked at {}: {}", grant.id(), grant.provider(), e.getMessage());
      return GrantDeletion.notRevoked("The provider did not confirm: " + e.getMessage());
    }
  }

  private GrantDeletion tryTo(StoredGrant deleted) {
    Grant grant = deleted.grant();
    Integration integration =
        integrations
            .find(grant.provider())
            .filter(found -> found.id().equals(grant.integrationId()))
            .orElse(null);
    if (integration == null) {
      return GrantDeletion.notRevoked("The integration that made the grant was deleted");
    }
    Provider provider = providers.directory().resolve(integration, grant.settings());
    if (!provider.revokes()) {
      return GrantDeletion.notRevoked("The provider has no revocation endpoint");
    }
    if (provider.revocationEndsAll() && isShared(deleted)) {
      return GrantDeletion.notRevoked(
          "A revocation would end another valid grant of the same account");
    }
    Tokens held = Tokens.open(vault, deleted.sealedTokens(), deleted.id());
    providers
        .tokens()
        .revoke(
            provider,
            integrations.credentials(integration),
            held.accessToken(),
            held.refreshToken());
    return GrantDeletion.REVOKED;
  }

  /** Asked after the deletion, so that of two that are deleted at once the last one revokes. */
  private boolean isShared(StoredGrant deleted) {
    String subject = deleted.grant().providerUserId();
    return subject != null
        && store.findBySubject(deleted.grant().provider(), subject).stream()
            .anyMatch(
                other ->
                    other.grant().status() == GrantStatus.VALID
                        && other.grant().integrationId().equals(deleted.grant().integrationId())
                        && (other.issuer() == null
                            || deleted.issuer() == null
                            || other.issuer().equals(deleted.issuer())));
  }
}
