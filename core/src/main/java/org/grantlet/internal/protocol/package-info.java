/** Speaks OAuth 2.0 and OpenID Connect to one provider. */
@NullMarked
package org.grantlet.internal.protocol;

import org.jspecify.annotations.NullMarked;
