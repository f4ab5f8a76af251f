/** Checks, shortens and hashes texts. */
@NullMarked
package org.grantlet.internal.text;

import org.jspecify.annotations.NullMarked;
