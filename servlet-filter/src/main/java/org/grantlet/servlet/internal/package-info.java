/** Dispatches requests to the endpoints, and answers their failures. */
@NullMarked
package org.grantlet.servlet.internal;

import org.jspecify.annotations.NullMarked;
