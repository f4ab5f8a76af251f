package org.grantlet.store;

import org.jspecify.annotations.Nullable;

/**
 * One account at a provider as one account of the application knows it; has at most one grant.
 *
 * @param provider the integration's provider
 * @param issuer whose subject it is: the issuer, or what takes its place; null in grants of a
 *     version that did not keep it
 * @param subject the provider's id of the account
 * @param accountId the application's own account id, or null for all
 */
public record AccountKey(
    String provider, @Nullable String issuer, String subject, @Nullable String accountId) {}
