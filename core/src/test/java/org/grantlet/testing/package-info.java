/**
 * Real parts for tests, with no mocks, beside those of {@code grantlet-test-provider}: servers of
 * other kinds, logs, ports and patience.
 */
@NullMarked
package org.grantlet.testing;

import org.jspecify.annotations.NullMarked;
