/** The one-time store in Redis 6.2 or later, for applications of many nodes. */
@NullMarked
package org.grantlet.redis;

import org.jspecify.annotations.NullMarked;
