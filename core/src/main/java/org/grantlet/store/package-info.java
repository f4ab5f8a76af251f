/**
 * The interfaces that a store implements, and their values. {@link org.grantlet.store.StoreFactory}
 * is how an extension is found. Secrets arrive here encrypted.
 */
@NullMarked
package org.grantlet.store;

import org.jspecify.annotations.NullMarked;
