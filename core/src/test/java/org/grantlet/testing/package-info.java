/**
 * Real parts for tests, with no mocks: an OpenID provider that does what a test says, vendors that
 * do as their documentation says, and a clock that a test sets. Start at {@link
 * org.grantlet.testing.TestProvider} and {@link org.grantlet.testing.VendorSimulator}.
 */
@NullMarked
package org.grantlet.testing;

import org.jspecify.annotations.NullMarked;
