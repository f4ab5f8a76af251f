/**
 * The identity providers that tests of Grantlet use: one for OpenID Connect that does what a test
 * says, and vendors that do as their documentation says. Applications use {@code
 * org.grantlet.test.FakeProvider} of {@code grantlet-test}; this package may change with every
 * version. Start at {@link org.grantlet.testing.TestProvider} and {@link
 * org.grantlet.testing.VendorSimulator}.
 */
@NullMarked
package org.grantlet.testing;

import org.jspecify.annotations.NullMarked;
