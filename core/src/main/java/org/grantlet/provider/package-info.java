/**
 * Knows providers: the catalogue, how an integration's provider is reached, and the calls to it.
 * Every call has a time limit to the last byte and a size limit, and follows no redirect.
 */
@NullMarked
package org.grantlet.provider;

import org.jspecify.annotations.NullMarked;
