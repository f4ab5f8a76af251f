/** The entry point: {@link org.grantlet.engine.Grantlet} wires stores, providers and the flow. */
@NullMarked
package org.grantlet.engine;

import org.jspecify.annotations.NullMarked;
