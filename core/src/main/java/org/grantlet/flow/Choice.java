package org.grantlet.flow;

import org.jspecify.annotations.Nullable;

/**
 * What a user chose.
 *
 * @param provider one of those on offer
 * @param email who will log in, if the user said so
 */
public record Choice(String provider, @Nullable String email) {}
