/** Encryption at rest: keys with ids, and values bound to the place where they are stored. */
@NullMarked
package org.grantlet.internal.crypto;

import org.jspecify.annotations.NullMarked;
