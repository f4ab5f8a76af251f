/** Tests of the test tools. */
@NullMarked
package org.grantlet.test;

import org.jspecify.annotations.NullMarked;
