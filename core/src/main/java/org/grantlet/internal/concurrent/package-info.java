/** Compare-and-swap for values that several threads or nodes change. */
@NullMarked
package org.grantlet.internal.concurrent;

import org.jspecify.annotations.NullMarked;
