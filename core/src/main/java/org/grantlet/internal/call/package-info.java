/** Calls the API of a grant's provider with the grant's access token, and nobody else's API. */
@NullMarked
package org.grantlet.internal.call;

import org.jspecify.annotations.NullMarked;
