/**
 * Bytes to and from providers: limits, deadlines, and which addresses may be called. Knows no
 * OAuth.
 */
@NullMarked
package org.grantlet.internal.http;

import org.jspecify.annotations.NullMarked;
