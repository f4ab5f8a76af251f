/** The Connect API over HTTP. Start at {@link org.grantlet.servlet.internal.api.ConnectApi}. */
@NullMarked
package org.grantlet.servlet.internal.api;

import org.jspecify.annotations.NullMarked;
