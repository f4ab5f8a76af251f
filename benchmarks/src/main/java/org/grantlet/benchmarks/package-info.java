/** What things cost; see docs/performance.md for how to run them. */
@NullMarked
package org.grantlet.benchmarks;

import org.jspecify.annotations.NullMarked;
