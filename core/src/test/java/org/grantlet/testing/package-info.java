/**
 * Real parts for tests, with no mocks: an OpenID provider that does as it is told, vendors that do
 * as their documentation says, and a clock that is set by hand. Start at {@link
 * org.grantlet.testing.TestProvider} and {@link org.grantlet.testing.VendorSimulator}.
 */
@NullMarked
package org.grantlet.testing;

import org.jspecify.annotations.NullMarked;
