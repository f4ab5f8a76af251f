/** Tests of stores on the application's own data source and Redis. */
@NullMarked
package org.grantlet.spring.store;

import org.jspecify.annotations.NullMarked;
