/** What several threads or nodes do with one value. */
@NullMarked
package org.grantlet.concurrent;

import org.jspecify.annotations.NullMarked;
