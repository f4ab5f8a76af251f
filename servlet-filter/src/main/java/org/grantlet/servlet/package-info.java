/** The filter, its builder, and hosted authentication for the application's code. */
@NullMarked
package org.grantlet.servlet;

import org.jspecify.annotations.NullMarked;
