/**
 * Real parts for tests, with no mocks: an OpenID provider that does as it is told, and a clock that
 * is set by hand. Start at {@link org.grantlet.testing.TestProvider}.
 */
@NullMarked
package org.grantlet.testing;

import org.jspecify.annotations.NullMarked;
