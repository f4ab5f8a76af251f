/** Tests of what may stand in for a provider. */
@NullMarked
package org.grantlet.internal.standin;

import org.jspecify.annotations.NullMarked;
