/** Grantlet's stores on what the application has already: its data source, its Redis. */
@NullMarked
package org.grantlet.spring.store;

import org.jspecify.annotations.NullMarked;
