/** Beans that call providers' APIs with grants. */
@NullMarked
package org.grantlet.spring.clients;

import org.jspecify.annotations.NullMarked;
