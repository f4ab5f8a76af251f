/** Grantlet's metrics in Micrometer: give {@link GrantletMetrics} to the builder. */
@NullMarked
package org.grantlet.micrometer;

import org.jspecify.annotations.NullMarked;
