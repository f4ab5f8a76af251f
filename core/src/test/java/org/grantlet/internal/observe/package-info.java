/** Tests of what observers cost. */
@NullMarked
package org.grantlet.internal.observe;

import org.jspecify.annotations.NullMarked;
