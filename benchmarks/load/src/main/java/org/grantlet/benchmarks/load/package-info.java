/** Whole logins through several systems, each in a JVM of its own; see docs/performance.md. */
@NullMarked
package org.grantlet.benchmarks.load;

import org.jspecify.annotations.NullMarked;
