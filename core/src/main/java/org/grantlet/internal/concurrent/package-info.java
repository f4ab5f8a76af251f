/**
 * Compare-and-swap for values that several threads or nodes change; values made at first use; work
 * that is repeated in the background.
 */
@NullMarked
package org.grantlet.internal.concurrent;

import org.jspecify.annotations.NullMarked;
