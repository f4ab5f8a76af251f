/** Tests of the test providers, by a client that is not Grantlet. */
@NullMarked
package org.grantlet.testing;

import org.jspecify.annotations.NullMarked;
