/** What the stores of the extensions cost, on servers that the benchmarks start. */
@NullMarked
package org.grantlet.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
