/**
 * The entry point: {@link org.grantlet.internal.engine.Grantlet} wires stores, providers and the
 * flow.
 */
@NullMarked
package org.grantlet.internal.engine;

import org.jspecify.annotations.NullMarked;
