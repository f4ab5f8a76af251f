/**
 * What is known of providers, as data: one JSON file each, read into {@link
 * org.grantlet.internal.catalog.ProviderDefinition}. It says what is odd about a provider; {@code
 * org.grantlet.provider} acts on it.
 */
@NullMarked
package org.grantlet.internal.catalog;

import org.jspecify.annotations.NullMarked;
