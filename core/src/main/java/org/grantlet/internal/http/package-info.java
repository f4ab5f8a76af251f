/**
 * Sends requests to providers and reads responses, with limits, and decides which addresses it may
 * call. Knows no OAuth.
 */
@NullMarked
package org.grantlet.internal.http;

import org.jspecify.annotations.NullMarked;
