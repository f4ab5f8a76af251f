package org.grantlet.internal.integration;

import org.jspecify.annotations.Nullable;

/**
 * What a user chose.
 *
 * @param provider one of those on offer
 * @param email who will log in, if the user said so
 */
public record ProviderChoice(String provider, @Nullable String email) {}
