package org.grantlet.internal.integration;

import org.jspecify.annotations.Nullable;

/**
 * What a user chose.
 *
 * @param provider one of the offered
 * @param email the address with which the user will log in, if the user gave one
 */
public record ProviderChoice(String provider, @Nullable String email) {}
