/** Stores in the memory of this process. */
@NullMarked
package org.grantlet.internal.memory;

import org.jspecify.annotations.NullMarked;
