/** The tests that docs/testing.md shows, as an application has them. */
@NullMarked
package org.grantlet.test.docs;

import org.jspecify.annotations.NullMarked;
