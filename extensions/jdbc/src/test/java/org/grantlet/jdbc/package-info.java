/** The store contracts on real databases, and what only databases have. */
@NullMarked
package org.grantlet.jdbc;

import org.jspecify.annotations.NullMarked;
