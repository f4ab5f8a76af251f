/** Wires everything once. */
@NullMarked
package org.grantlet.internal.engine;

import org.jspecify.annotations.NullMarked;
