/**
 * What stands in for providers in the tests of applications. Nothing in Grantlet's own jars does;
 * {@code grantlet-test} brings it.
 */
@NullMarked
package org.grantlet.internal.standin;

import org.jspecify.annotations.NullMarked;
