/**
 * Tools for the tests of applications. {@link org.grantlet.test.FakeProvider} takes the place of a
 * provider, {@link org.grantlet.test.TestGrants} makes grants without a browser, and {@link
 * org.grantlet.test.TestResults} is what a controller gets when a login has ended.
 */
@NullMarked
package org.grantlet.test;

import org.jspecify.annotations.NullMarked;
