/** The one-time contract on a real Redis, and what only Redis has. */
@NullMarked
package org.grantlet.redis;

import org.jspecify.annotations.NullMarked;
