/** What several threads or nodes do with one value. */
@NullMarked
package org.grantlet.internal.concurrent;

import org.jspecify.annotations.NullMarked;
