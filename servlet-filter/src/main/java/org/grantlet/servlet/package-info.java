/** What applications use of the filter: the filter, the way in for code, and the result. */
@NullMarked
package org.grantlet.servlet;

import org.jspecify.annotations.NullMarked;
