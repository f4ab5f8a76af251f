/** The documentation, as tests read it. */
@NullMarked
package org.grantlet.docs;

import org.jspecify.annotations.NullMarked;
