/** One request to an endpoint, and its reply. */
@NullMarked
package org.grantlet.servlet.internal.http;

import org.jspecify.annotations.NullMarked;
