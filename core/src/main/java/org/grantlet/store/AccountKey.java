package org.grantlet.store;

import org.jspecify.annotations.Nullable;

/**
 * An account at a provider, connected to an account of the application; has at most one grant.
 *
 * @param provider the integration's provider
 * @param issuer the issuer of the subject, or what takes its place; null in grants of a version
 *     that did not store it
 * @param subject the provider's id of the account
 * @param accountId the application's own account id, or null for all
 */
public record AccountKey(
    String provider, @Nullable String issuer, String subject, @Nullable String accountId) {}
