/** Tells observers what happens. */
@NullMarked
package org.grantlet.internal.observe;

import org.jspecify.annotations.NullMarked;
