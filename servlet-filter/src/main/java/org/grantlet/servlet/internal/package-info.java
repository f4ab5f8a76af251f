/** Dispatches requests to the endpoints, answers errors, and wires the endpoints. */
@NullMarked
package org.grantlet.servlet.internal;

import org.jspecify.annotations.NullMarked;
