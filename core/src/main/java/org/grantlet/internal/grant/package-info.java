/** Owns grants: writing, refreshing and revoking them, and the events of each change. */
@NullMarked
package org.grantlet.internal.grant;

import org.jspecify.annotations.NullMarked;
