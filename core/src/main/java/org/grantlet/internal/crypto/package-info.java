/**
 * Encryption at rest: keys by id, AES-256-GCM by the JCA, values bound to the place where they are
 * stored.
 */
@NullMarked
package org.grantlet.internal.crypto;

import org.jspecify.annotations.NullMarked;
