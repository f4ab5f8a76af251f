/**
 * What Grantlet keeps, behind interfaces, and the stores that keep it in memory. Extensions
 * implement these interfaces on a database; {@link org.grantlet.store.StoreFactory} is how they are
 * found. Every value that must not be read arrives here encrypted already.
 */
@NullMarked
package org.grantlet.store;

import org.jspecify.annotations.NullMarked;
